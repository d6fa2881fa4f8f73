"""The nouns: frozen models of policies, question sets, answers, findings and certificates; they do no work."""
