"""A DAG for Apache Airflow: checks what came, builds what changed, does what is due. Copy it into the DAGs folder.

The calendar, the recipients and who may release stay in `reports.toml` and in the ledger; Airflow is only the clock and
the place where a failure is seen. What was built, released or mailed is not done twice: any task may be run again.

Where Airflow's papermill provider is installed (`apache-airflow-providers-papermill`), one more task runs a notebook of
your own in the prepared kernel, as papermill would alone. Airflow works in a folder of its own: the parameter `root`
of the notebook names the project's.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from airflow import DAG

try:  # Airflow 3 keeps it in a provider of its own
    from airflow.providers.standard.operators.bash import BashOperator
except ImportError:
    from airflow.operators.bash import BashOperator

try:
    from airflow.providers.papermill.operators.papermill import PapermillOperator
except ImportError:
    PapermillOperator = None

PROJECT = os.environ.get("THIDUA_ROOT", "/srv/thidua")
"""The project's folder, as the machines of Airflow see it; reports/ may be written to by one of them at a time."""

PYTHON = f"{PROJECT}/.venv/bin/python"
CLUSTER = os.environ.get("THIDUA_CLUSTER", "")
"""The scheduler of a dask.distributed cluster, as tcp://host:8786; empty, the machine of the task builds alone."""

COMMAND = f"cd {PROJECT} && {PYTHON} run_reports.py"

with DAG(
    dag_id="thidua_reports",
    description="Checks what districts sent, builds what changed, and does what the calendar says is due",
    schedule="*/30 6-18 * * 1-5",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=5)},
    tags=["thidua"],
) as dag:
    # Exit status 1 says that a sender's file asks for something: the reports of the others are built all the same.
    check = BashOperator(task_id="check", bash_command=f"{COMMAND} check", skip_on_exit_code=1)
    build = BashOperator(
        task_id="build",
        bash_command=f"{COMMAND} build" + (f" --cluster {CLUSTER}" if CLUSTER else ""),
        trigger_rule="all_done",
        execution_timeout=timedelta(hours=2),
    )
    due = BashOperator(task_id="due", bash_command=f"{COMMAND} due", trigger_rule="all_done")
    check >> build >> due

    if PapermillOperator is not None:
        own = PapermillOperator(
            task_id="own_notebook",
            input_nb=f"{PROJECT}/notebooks/unit_report.ipynb",
            output_nb=f"{PROJECT}/desk/unit_report-{{{{ ds }}}}.ipynb",
            parameters={"dataset": "illustrative", "unit": "huyen-ba-be", "period": "2023-H1", "root": PROJECT},
            kernel_name="thidua-prepared",
        )
        build >> own
