"""Writes the sentences, the tokenizer and the weights of the sample model that Model Lens ships."""
