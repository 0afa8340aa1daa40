"""Makes a DistilBERT of the published size with random weights: python checkpoint.py FOLDER.

Writes model.safetensors for Model Lens and Python, and onnx/model.onnx for transformers.js, which reads only ONNX.
"""

import sys
import warnings
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import DistilBertConfig, DistilBertForSequenceClassification, PreTrainedTokenizerFast

SPECIAL = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]"}
VOCABULARY_SIZE = 30522


def make_tokenizer() -> PreTrainedTokenizerFast:
    """A WordPiece tokenizer of DistilBERT's structure: the words w0, w1, ... are one token each."""
    words = [*SPECIAL.values(), *(f"w{number}" for number in range(VOCABULARY_SIZE - len(SPECIAL)))]
    tokenizer = Tokenizer(models.WordPiece({word: index for index, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", words.index("[CLS]")), ("[SEP]", words.index("[SEP]"))],
    )
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=512, **SPECIAL)


class Logits(torch.nn.Module):
    """The model with its inputs by place and its logits alone, as exporters want it."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask):
        return self.model(input_ids=input_ids, attention_mask=attention_mask).logits


def export_onnx(model, path: Path) -> None:
    """The TorchScript export that most checkpoints of the Hub carry."""
    path.parent.mkdir()
    ids = torch.ones(1, 8, dtype=torch.int64)
    axes = {name: {0: "batch_size", 1: "sequence_length"} for name in ("input_ids", "attention_mask")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Logits(model).eval(),
            (ids, torch.ones_like(ids)),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["logits"],
            dynamic_axes={**axes, "logits": {0: "batch_size"}},
            opset_version=17,
            dynamo=False,
        )


def main() -> None:
    folder = Path(sys.argv[1])
    torch.manual_seed(7)
    config = DistilBertConfig(vocab_size=VOCABULARY_SIZE, num_labels=2, attn_implementation="eager")
    model = DistilBertForSequenceClassification(config).eval()
    model.save_pretrained(folder)
    make_tokenizer().save_pretrained(folder)
    export_onnx(model, folder / "onnx" / "model.onnx")


if __name__ == "__main__":
    main()
