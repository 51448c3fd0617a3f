"""Writing Excel workbooks: layout and live formulas, no arithmetic of their own."""
