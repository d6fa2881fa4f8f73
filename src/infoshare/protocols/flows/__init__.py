"""Whether one flow of information may go ahead: the law's answer on the facts given, rule by rule."""
