"""Writes causal language models as ONNX with a cache, by Optimum's names of inputs and outputs."""

import warnings

import torch
from transformers.cache_utils import DynamicCache


class WithCache(torch.nn.Module):
    """The model with its inputs by place: keys and values of earlier tokens go in, those of all tokens come out."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, position_ids, *past):
        cache = DynamicCache(list(zip(past[::2], past[1::2], strict=True)))
        result = self.model(
            input_ids=input_ids,
            attention_mask=attention_mask,
            position_ids=position_ids,
            past_key_values=cache,
            use_cache=True,
        )
        layers = result.past_key_values.layers
        return result.logits, *(tensor for layer in layers for tensor in (layer.keys, layer.values))


def export_with_cache(model, path) -> None:
    """The TorchScript export that checkpoints of the Hub carry. Weights stay in the file: at most 2 GB."""
    config = model.config
    layers, heads = config.num_hidden_layers, config.num_attention_heads
    key_heads = getattr(config, "num_key_value_heads", None) or heads
    size = config.hidden_size // heads
    names = [f"{layer}.{kind}" for layer in range(layers) for kind in ("key", "value")]
    past = [f"past_key_values.{name}" for name in names]
    present = [f"present.{name}" for name in names]
    batch = {0: "batch_size"}
    axes = {name: {**batch, 1: "sequence_length"} for name in ("input_ids", "position_ids", "logits")}
    axes |= {"attention_mask": {**batch, 1: "total_sequence_length"}}
    axes |= {name: {**batch, 2: "past_sequence_length"} for name in past}
    axes |= {name: {**batch, 2: "total_sequence_length"} for name in present}
    example = (torch.ones(1, 2, dtype=torch.int64), torch.ones(1, 5, dtype=torch.int64), torch.tensor([[3, 4]]))
    remembered = [torch.zeros(1, key_heads, 3, size) for _ in names]
    path.parent.mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            WithCache(model).eval(),
            (*example, *remembered),
            str(path),
            input_names=["input_ids", "attention_mask", "position_ids", *past],
            output_names=["logits", *present],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
