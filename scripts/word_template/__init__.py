"""Makes the Word templates of the protocol and of the release report, the same bytes every time."""
