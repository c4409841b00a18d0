"""What sources publish of exemplary models, as awards and honours; the register of models is another thing."""

from __future__ import annotations

import pandas as pd

from thidua.present.known import Known


def published_models(report: Known) -> pd.DataFrame:
    """What is known of commended and honoured models: of awards only where honoured models were chosen from them."""
    honoured = report.of_status("honoured")
    return honoured if honoured.empty else pd.concat([report.of_status("awarded"), honoured])
