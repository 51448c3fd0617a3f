"""The PDF annexes: content from a result, layout from the templates, no arithmetic."""
