"""The three classes, in the order of the model's logits."""

LABELS = ("negative", "neutral", "positive")
ID_OF = {label: index for index, label in enumerate(LABELS)}
