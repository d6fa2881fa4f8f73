"""One function for each thing a person asks for; it takes parsed values and gives values back."""
