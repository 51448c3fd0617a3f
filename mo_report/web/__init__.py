"""The web page and the HTTP interface: thin; they call what the commands call.

A request never touches a workbook: that is read and computed in a process of its own (`werkvloer`),
which the server asks (`werker`). The server keeps jobs and sessions in memory, and files in a folder
that is gone when it stops.
"""
