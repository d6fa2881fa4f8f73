"""Makes what people read: the Word protocol, and the report that goes with a release."""
