"""The commands by subject: what each takes and says of itself; the modules beside this folder do the work."""

from __future__ import annotations

COMMANDS = {
    "quarter": "papers.Quarter",
    "report": "papers.Report",
    "page": "papers.Page",
    "check": "checks.Check",
    "explain": "checks.Explain",
    "diff": "checks.Diff",
    "trace": "finished.Trace",
    "thread": "rows.Thread",
    "export": "rows.Export",
    "audit": "finished.Audit",
    "access": "finished.Access",
    "new": "years.New",
    "issue": "years.Issue",
    "plan": "papers.Plan",
    "roll-forward": "years.RollForward",
    "import": "years.Import",
    "status": "ledger.Status",
    "accept": "ledger.Accept",
    "decide": "ledger.Decide",
    "template": "",
    "profile": "",
}
"""The commands by name, each with its module in `compiler.cli.commands` and its class there; '' for a group."""
