"""Tables of statistics, made safe: small cells suppressed, and further cells with them so that nobody can subtract."""
