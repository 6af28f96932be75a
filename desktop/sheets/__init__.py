"""核查表: sheets that go out to communities and come back, and the desk where what they say is decided."""
