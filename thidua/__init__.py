"""Review-meeting reports of a province's emulation-and-commendation office (thi đua, khen thưởng)."""
