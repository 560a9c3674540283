"""DINOv2's training step and forward pass in plain PyTorch, to time Protomass against.

    python3 reference.py FILE THREADS

FILE is a safetensors file that the benchmark wrote: weights, a batch, and in its metadata the
shape and the hyper-parameters, so that both sides compute the same numbers. Commands come by
standard input, one a line, and each is answered by one line of JSON:

    steps N             N training steps: losses, gradient norms, seconds and processor seconds
    forward TYPE N      N passes of the pictures in float32 or bfloat16: seconds of each
    features TYPE       the class tokens of the pictures

Needs PyTorch 1.13 or later and nothing else. What newer versions offer is used where it is there:
fused attention, fused AdamW.
"""

import inspect
import json
import struct
import sys
import time

import torch
import torch.nn.functional as functional
from torch import nn

DTYPES = {"F32": torch.float32, "I64": torch.int64}


def read_safetensors(path):
    """Tensors by name, and the metadata."""
    with open(path, "rb") as file:
        content = bytearray(file.read())
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8 : 8 + length])
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, info in header.items():
        begin, end = (8 + length + offset for offset in info["data_offsets"])
        dtype = DTYPES[info["dtype"]]
        flat = torch.frombuffer(content[begin:end], dtype=dtype) if end > begin else torch.empty(0, dtype=dtype)
        tensors[name] = flat.reshape(info["shape"])
    return tensors, metadata


class LayerScale(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * self.gamma


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        batch, count, width = x.shape
        qkv = self.qkv(x).reshape(batch, count, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        if hasattr(functional, "scaled_dot_product_attention"):
            mixed = functional.scaled_dot_product_attention(query, key, value)
        else:
            scores = (query * (width // self.heads) ** -0.5) @ key.transpose(-2, -1)
            mixed = scores.softmax(-1) @ value
        return self.proj(mixed.transpose(1, 2).reshape(batch, count, width))


class FeedForward(nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.fc1 = nn.Linear(width, hidden)
        self.fc2 = nn.Linear(hidden, width)

    def forward(self, x):
        return self.fc2(functional.gelu(self.fc1(x)))


class Block(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.norm1 = nn.LayerNorm(width, eps=1e-6)
        self.attn = Attention(width, heads)
        self.ls1 = LayerScale(width)
        self.norm2 = nn.LayerNorm(width, eps=1e-6)
        self.mlp = FeedForward(width, hidden)
        self.ls2 = LayerScale(width)

    def forward(self, x):
        x = x + self.ls1(self.attn(self.norm1(x)))
        return x + self.ls2(self.mlp(self.norm2(x)))


class PatchEmbedding(nn.Module):
    def __init__(self, patch, channels, width):
        super().__init__()
        self.proj = nn.Conv2d(channels, width, patch, patch)

    def forward(self, x):
        return self.proj(x)


class Encoder(nn.Module):
    """A vision transformer; returns all tokens after the final norm, the class token first."""

    def __init__(self, image, patch, channels, width, depth, heads, ratio):
        super().__init__()
        self.grid = image // patch
        self.cls_token = nn.Parameter(torch.zeros(1, 1, width))
        self.pos_embed = nn.Parameter(torch.zeros(1, 1 + self.grid**2, width))
        self.mask_token = nn.Parameter(torch.zeros(1, width))
        self.patch_embed = PatchEmbedding(patch, channels, width)
        self.blocks = nn.ModuleList(Block(width, heads, ratio * width) for _ in range(depth))
        self.norm = nn.LayerNorm(width, eps=1e-6)

    def positions(self, rows, columns):
        if rows == self.grid and columns == self.grid:
            return self.pos_embed
        width = self.pos_embed.shape[2]
        patches = self.pos_embed[:, 1:].reshape(1, self.grid, self.grid, width).permute(0, 3, 1, 2)
        scale = ((rows + 0.1) / self.grid, (columns + 0.1) / self.grid)
        patches = functional.interpolate(patches, scale_factor=scale, mode="bicubic")
        patches = patches.permute(0, 2, 3, 1).reshape(1, rows * columns, width)
        return torch.cat([self.pos_embed[:, :1], patches], 1)

    def forward(self, images, masks=None):
        x = self.patch_embed(images)
        rows, columns = x.shape[2:]
        x = x.flatten(2).transpose(1, 2)
        if masks is not None:
            x = torch.where(masks.unsqueeze(-1), self.mask_token.unsqueeze(0), x)
        x = torch.cat([self.cls_token.expand(len(x), -1, -1), x], 1)
        x = x + self.positions(rows, columns)
        for block in self.blocks:
            x = block(x)
        return self.norm(x)


class Head(nn.Module):
    def __init__(self, width, hidden, bottleneck, prototypes):
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Linear(width, hidden), nn.GELU(), nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, bottleneck)
        )
        self.last_layer = nn.utils.weight_norm(nn.Linear(bottleneck, prototypes, bias=False))

    def forward(self, x):
        return self.last_layer(functional.normalize(self.mlp(x), dim=-1, eps=1e-12))


class Network(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.backbone = Encoder(
            *(shape[key] for key in ("imageSize", "patchSize", "channels", "width", "depth", "heads", "mlpRatio"))
        )
        self.dino_head = Head(shape["width"], shape["hidden"], shape["bottleneck"], shape["prototypes"])


def sinkhorn(scores, temperature):
    q = torch.exp(scores / temperature).t()
    prototypes, samples = q.shape
    q /= q.sum()
    for _ in range(3):
        q /= q.sum(1, keepdim=True)
        q /= prototypes
        q /= q.sum(0, keepdim=True)
        q /= samples
    q *= samples
    return q.t()


def koleo(tokens):
    x = functional.normalize(tokens, dim=-1, eps=1e-8)
    with torch.no_grad():
        similar = x @ x.t()
        similar.fill_diagonal_(-1)
        nearest = similar.argmax(1)
    return -torch.log(functional.pairwise_distance(x, x[nearest], 2, 1e-8) + 1e-8).mean()


class Training:
    def __init__(self, tensors, settings):
        self.settings = settings
        self.student = Network(settings)
        self.teacher = Network(settings)
        weights = {name[len("weights.") :]: value for name, value in tensors.items() if name.startswith("weights.")}
        self.student.load_state_dict(weights)
        self.teacher.load_state_dict(weights)
        for parameter in self.teacher.parameters():
            parameter.requires_grad_(False)
        self.globals = tensors["global_crops"]
        self.locals = tensors["local_crops"]
        self.masks = tensors["masks"].bool()
        self.masked = tensors["masked"]
        self.mask_weights = tensors["mask_weights"]
        self.optimizer = self.new_optimizer()

    def new_optimizer(self):
        depth = self.settings["depth"]
        groups = {}
        for name, parameter in self.student.named_parameters():
            layer = depth + 1
            if ".blocks." in name:
                layer = 1 + int(name.split(".")[2])
            elif name.startswith("backbone.") and ".norm." not in name:
                layer = 0
            rate = self.settings["rate"] * self.settings["layerDecay"] ** (depth + 1 - layer)
            if "patch_embed" in name:
                rate *= self.settings["patchRate"]
            undecayed = name.endswith(".bias") or "norm" in name or "gamma" in name
            decay = 0.0 if undecayed else self.settings["weightDecay"]
            groups.setdefault((rate, decay, "last_layer" in name), []).append(parameter)
        lists = [{"params": members, "lr": key[0], "weight_decay": key[1]} for key, members in groups.items()]
        if "fused" in inspect.signature(torch.optim.AdamW).parameters:
            try:
                return torch.optim.AdamW(lists, fused=True)
            except RuntimeError:  # fused on CUDA alone, before 2.4
                pass
        return torch.optim.AdamW(lists, foreach=True)

    @torch.no_grad()
    def targets(self):
        tokens = self.teacher.backbone(self.globals)
        first, second = tokens[:, 0].chunk(2)
        patches = tokens[:, 1:].flatten(0, 1).index_select(0, self.masked)
        scores = self.teacher.dino_head(torch.cat([second, first, patches]))
        count = len(tokens)
        temperature = self.settings["teacherTemperature"]
        return sinkhorn(scores[:count], temperature), sinkhorn(scores[count:], temperature)

    def losses(self):
        class_targets, patch_targets = self.targets()
        views = class_targets.chunk(2)
        samples = len(self.globals) // 2
        crops = len(self.locals) // samples
        terms = 2 + 2 * crops
        temperature = self.settings["studentTemperature"]

        tokens = self.student.backbone(self.globals, self.masks)
        class_tokens = tokens[:, 0]
        patches = tokens[:, 1:].flatten(0, 1).index_select(0, self.masked)
        local_tokens = self.student.backbone(self.locals)[:, 0]
        scores = self.student.dino_head(torch.cat([local_tokens, class_tokens, patches]))
        local, both, masked = scores.split([len(local_tokens), len(class_tokens), len(patches)])

        dino_local = 0
        for crop in local.chunk(crops):
            logs = functional.log_softmax(crop / temperature, -1)
            for view in views:
                dino_local = dino_local - (view * logs).sum(-1).mean()
        dino_local = dino_local / terms
        logs = functional.log_softmax(both / temperature, -1)
        dino_global = -(class_targets * logs).sum(-1).mean() * 2 / terms
        spread = self.settings["koleoWeight"] * sum(koleo(view) for view in class_tokens.chunk(2))
        each = (patch_targets * functional.log_softmax(masked / temperature, -1)).sum(-1)
        ibot = -(each * self.mask_weights).sum() / len(self.globals)
        return dino_local, dino_global, spread, ibot

    def step(self):
        terms = self.losses()
        total = sum(terms)
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()
        clip = self.settings["clipNorm"]
        norms = [
            nn.utils.clip_grad_norm_(part.parameters(), clip) for part in (self.student.backbone, self.student.dino_head)
        ]
        self.optimizer.step()
        with torch.no_grad():
            momentum = self.settings["teacherMomentum"]
            teacher = list(self.teacher.parameters())
            torch._foreach_mul_(teacher, momentum)
            torch._foreach_add_(teacher, list(self.student.parameters()), alpha=1 - momentum)
        return [value.item() for value in (*terms, total, *norms)]


class Forward:
    def __init__(self, tensors, settings):
        self.pictures = tensors["pictures"]
        self.mean = tensors["mean"].reshape(1, -1, 1, 1)
        self.deviation = tensors["deviation"].reshape(1, -1, 1, 1)
        weights = {name[len("weights.") :]: value for name, value in tensors.items() if name.startswith("weights.")}
        self.encoders = {}
        for name in ("float32", "bfloat16"):
            encoder = Encoder(
                *(settings[key] for key in ("imageSize", "patchSize", "channels", "width", "depth", "heads", "mlpRatio"))
            )
            encoder.load_state_dict(weights)
            self.encoders[name] = encoder.to(getattr(torch, name)).eval()

    @torch.inference_mode()
    def features(self, name):
        images = (self.pictures - self.mean) / self.deviation
        return self.encoders[name](images.to(getattr(torch, name)))[:, 0].float()


def answer(model, command, arguments):
    if command == "features":
        return {"features": model.features(arguments[0]).flatten().tolist()}
    work = model.step if command == "steps" else lambda: model.features(arguments[0])
    seconds, results = [], []
    processor = time.process_time()
    for _ in range(int(arguments[-1])):
        begin = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - begin)
        results.append(result if command == "steps" else None)
    reply = {"seconds": seconds, "processor": time.process_time() - processor}
    if command == "steps":
        reply["results"] = results
    return reply


def main():
    path, threads = sys.argv[1:]
    torch.set_num_threads(int(threads))
    tensors, metadata = read_safetensors(path)
    settings = json.loads(metadata["settings"])
    model = Forward(tensors, settings) if "pictures" in tensors else Training(tensors, settings)
    optimizer = getattr(model, "optimizer", None)
    kind = "" if optimizer is None else ", fused AdamW" if optimizer.defaults.get("fused") else ", foreach AdamW"
    fused = "fused" if hasattr(functional, "scaled_dot_product_attention") else "plain"
    print(json.dumps({"reference": f"PyTorch {torch.__version__}, {fused} attention{kind}"}), flush=True)
    for line in sys.stdin:
        command, *arguments = line.split()
        print(json.dumps(answer(model, command, arguments)), flush=True)


main()
