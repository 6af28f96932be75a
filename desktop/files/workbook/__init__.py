"""Other people's workbooks: read as they come, judged cell by cell, never guessed in silence."""
