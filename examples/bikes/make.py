"""Makes the files of docs/tutorial.md: the observations are made up, the models are trained on them with PyTorch and exported by it.

Needs PyTorch and its exporter's onnx package: on Debian, apt-get install python3-torch python3-onnx.
"""

import csv
import math
import random
from datetime import datetime, timedelta

import torch

STATIONS = {"alexanderplatz": 0, "zoo": 20, "ostkreuz": 40, "tempelhof": 60}
DOCKS = 25
FEW = 5
MINUTES = 30
FIRST = datetime(2026, 11, 2, 6, 0)


def bikes(station, at, chance):
    """People take bikes in the morning and bring them back; each station has its own hour."""
    phase = (at - FIRST).total_seconds() / 60 + 3 * STATIONS[station]
    level = DOCKS / 2 + DOCKS / 2 * math.cos(phase / 240 * 2 * math.pi)
    return max(0, min(DOCKS, round(level + chance.gauss(0, 2))))


def observation(i, chance):
    at = FIRST + timedelta(minutes=i)
    station = list(STATIONS)[i % len(STATIONS)]
    later = bikes(station, at + timedelta(minutes=MINUTES), chance)
    row = {
        "obs id": f"obs-{i}",
        "station": station,
        "observed at": at.strftime("%Y-%m-%d %H:%M:%S"),
        "free bikes": bikes(station, at, chance),
        "docks": DOCKS,
        "temperature": "" if i % 10 == 9 else f"{6 + i / 40 + chance.gauss(0, 0.3):.1f}",
        "weather": ["sun", "rain", "fog"][i // 7 % 3],
    }
    return row, later < FEW


def numbers(row):
    return [float(row["free bikes"]), float(row["docks"]), float(row["temperature"] or "nan")]


class Empty(torch.nn.Module):
    """How probable it is that the station has fewer than five bikes in half an hour. A missing temperature counts as 8 degrees."""

    def __init__(self, hidden):
        super().__init__()
        sizes = [3] + hidden
        layers = [torch.nn.Sequential(torch.nn.Linear(a, b), torch.nn.ReLU()) for a, b in zip(sizes, sizes[1:])]
        self.layers = torch.nn.Sequential(*layers, torch.nn.Linear(sizes[-1], 1))

    def forward(self, observation):
        whole = torch.where(torch.isnan(observation), torch.tensor([0.0, 25.0, 8.0]), observation)
        scaled = (whole - torch.tensor([12.0, 25.0, 8.0])) / torch.tensor([9.0, 1.0, 3.0])
        return torch.sigmoid(self.layers(scaled))


def train(model, rows, answers):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(400):
        optimizer.zero_grad()
        torch.nn.functional.binary_cross_entropy(model(rows), answers).backward()
        optimizer.step()
    return model.eval()


def export(model, rows, file):
    torch.onnx.export(
        model,
        rows[:1],
        file,
        input_names=["observation"],
        output_names=["empty_soon"],
        dynamic_axes={"observation": {0: "rows"}, "empty_soon": {0: "rows"}},
        opset_version=14,
    )


def main():
    chance = random.Random(1)
    torch.manual_seed(1)
    drawn = [observation(i, chance) for i in range(2000)]
    with open("stations.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, drawn[0][0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row, _ in drawn[:200])
    rows = torch.tensor([numbers(row) for row, _ in drawn])
    answers = torch.tensor([[float(answer)] for _, answer in drawn])
    export(train(Empty([]), rows, answers), rows, "demand.onnx")
    export(train(Empty([8]), rows, answers), rows, "better.onnx")


main()
