"""Makes the story model's tokenizer of its stories: python make_tokenizer.py STORIES.jsonl FOLDER"""

import json
import sys

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

END = "<|endoftext|>"
VOCABULARY = 768

stories, folder = sys.argv[1:]
with open(stories, encoding="utf-8") as file:
    texts = [json.loads(line)["text"] for line in file]
tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
trainer = trainers.BpeTrainer(
    vocab_size=VOCABULARY,
    special_tokens=[END],
    initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    show_progress=False,
)
tokenizer.train_from_iterator(texts, trainer)
tokenizer.save(f"{folder}/tokenizer.json")
