"""Makes the Word template of the Crime and Disorder Act protocol, the same bytes every time."""
