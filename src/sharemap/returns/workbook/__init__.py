"""The return as a workbook or CSV: out with what the register holds, in with what the body says. Values only."""
