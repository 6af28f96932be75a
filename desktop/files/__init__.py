"""File formats in and out (workbooks, PDF, QR, packages): no Qt, no SQL."""
