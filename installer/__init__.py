"""Sets the project up and checks it where there is only Python: standard library, nothing of ours."""
