"""The workbooks that go out: templates to fill in, and answers to what was sent."""
