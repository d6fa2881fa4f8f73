"""The rules of protocols: when a question is asked, whether an answer is one, and what the law finds missing."""
