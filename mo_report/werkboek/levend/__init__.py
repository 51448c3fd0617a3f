"""The sheet Uitkomst of the input workbook: the model's own formulas, over cells that are still being typed.

The formulas of the model are bound to no record here, but to a row of an input sheet: what a line
needs of another record is found by its key. Each frame holds what is computed in the rows of one
sheet; `binding` writes the formulas, `blad` lays the frames out side by side.
"""
