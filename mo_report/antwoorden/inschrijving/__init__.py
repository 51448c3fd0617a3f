"""Bids: a workbook in which a bidder says what its price rests on, and those of all bidders side by side."""

#: How far under the middle price is low, where the gemeente says nothing else: percent.
GRENS = 15
