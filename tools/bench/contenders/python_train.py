"""Fine-tunes a model with transformers' Trainer on the CPU: python python_train.py RUN.json OUT ATTENTION THREADS [bfloat16]

RUN.json is a run file of Model Lens, whose names are those of TrainingArguments; of the rest what the benchmark sets is
understood. OUT/metrics.jsonl grows by a line with the loss as soon as a step is done, OUT/peak.txt tells at the end the peak
memory in bytes. With `bfloat16` the same in bfloat16 autocast with torch.compile.
"""

import csv
import json
import os
import sys

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorForLanguageModeling,
    DataCollatorWithPadding,
    Trainer,
    TrainerCallback,
    TrainingArguments,
)

# What a run file has by these names, TrainingArguments have as well.
ARGUMENTS = (
    "num_train_epochs",
    "max_steps",
    "per_device_train_batch_size",
    "per_device_eval_batch_size",
    "learning_rate",
    "weight_decay",
    "train_sampling_strategy",
    "eval_strategy",
    "save_strategy",
    "seed",
)


class TellSteps(TrainerCallback):
    """Writes a line for each step, when it is done."""

    def __init__(self, path, tokens=None):
        """`tokens` of each row of a causal model: Trainer divides by all of them, though the first one has no loss."""
        self.file = open(path, "w", encoding="utf-8", buffering=1)
        self.scale = 1 if tokens is None else tokens / (tokens - 1)

    def on_log(self, args, state, control, logs=None, **kwargs):
        if logs is not None and "loss" in logs:
            self.file.write(json.dumps({"step": state.global_step, "loss": logs["loss"] * self.scale}) + "\n")


def examples(path, tokenizer, max_length, causal):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    encoded = tokenizer([row["text"] for row in rows], truncation=True, max_length=max_length)
    labels = sorted({row["label"] for row in rows})
    return [
        {"input_ids": ids, "attention_mask": mask, **({} if causal else {"label": labels.index(row["label"])})}
        for row, ids, mask in zip(rows, encoded["input_ids"], encoded["attention_mask"], strict=True)
    ]


def without_dropout(model):
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
        # DistilBERT's and GPT-2's attention keeps the rate beside the module.
        for name in ("dropout", "dropout_p", "attention_dropout"):
            if isinstance(getattr(module, name, None), float):
                setattr(module, name, 0.0)


def peak_memory():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))


def main():
    run_path, out, attention, threads = sys.argv[1:5]
    fast = sys.argv[5:] == ["bfloat16"]
    torch.set_num_threads(int(threads))
    with open(run_path, encoding="utf-8") as file:
        run = json.load(file)
    os.makedirs(out, exist_ok=True)
    causal = run["task"] == "text-generation"
    tokenizer = AutoTokenizer.from_pretrained(run["model"])
    kind = AutoModelForCausalLM if causal else AutoModelForSequenceClassification
    model = kind.from_pretrained(run["model"], dtype=torch.float32, attn_implementation=attention)
    if run.get("dropout") is False:
        without_dropout(model)
    arguments = TrainingArguments(
        output_dir=os.path.join(out, "checkpoints"),
        use_cpu=True,
        bf16=fast,
        torch_compile=fast,
        logging_steps=1,
        report_to=[],
        disable_tqdm=True,
        dataloader_pin_memory=False,
        **{name: run[name] for name in ARGUMENTS if name in run},
    )
    collate = DataCollatorForLanguageModeling(tokenizer, mlm=False) if causal else DataCollatorWithPadding(tokenizer)
    evaluates = "validation_file" in run
    train_dataset = examples(run["train_file"], tokenizer, run["max_length"], causal)
    told = TellSteps(os.path.join(out, "metrics.jsonl"), len(train_dataset[0]["input_ids"]) if causal else None)
    trainer = Trainer(
        model=model,
        args=arguments,
        data_collator=collate,
        train_dataset=train_dataset,
        eval_dataset=examples(run["validation_file"], tokenizer, run["max_length"], causal) if evaluates else None,
        callbacks=[told],
    )
    trainer.train()
    if run["save_strategy"] != "no":
        trainer.save_model(os.path.join(out, "final"))
    with open(os.path.join(out, "peak.txt"), "w", encoding="ascii") as file:
        file.write(str(peak_memory()))


main()
