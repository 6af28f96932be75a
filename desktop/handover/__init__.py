"""账号交接: what somebody answers for is listed, offered, accepted, and printed for signature."""
