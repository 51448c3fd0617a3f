"""Bids: a workbook in which a bidder says what its price rests on, and those of all bidders side by side."""
