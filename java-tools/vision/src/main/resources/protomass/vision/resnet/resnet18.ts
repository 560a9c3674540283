  def convolve(self, x: Tensor, weight: Tensor, stride: int) -> Tensor:
    padding = torch.floordiv(torch.size(weight, 2), 2)
    return torch.conv2d(x, weight, None, [stride, stride], [padding, padding], [1, 1], 1)

  def unit(self, x: Tensor, weights: List[Tensor], statistics: List[Tensor], index: int, stride: int, train: bool) -> Tensor:
    y = self.convolve(x, weights[3 * index], stride)
    return torch.batch_norm(y, weights[3 * index + 1], weights[3 * index + 2], statistics[2 * index], statistics[2 * index + 1], train, 0.1, 1.0000000000000001e-05, False)

  def block(self, x: Tensor, weights: List[Tensor], statistics: List[Tensor], index: int, stride: int, train: bool) -> Tensor:
    y = torch.relu(self.unit(x, weights, statistics, index, stride, train))
    y = self.unit(y, weights, statistics, index + 1, 1, train)
    shortcut = x
    if stride > 1:
      shortcut = self.unit(x, weights, statistics, index + 2, stride, train)
    return torch.relu(y + shortcut)

  def output(self, images: Tensor, weights: List[Tensor], statistics: List[Tensor], train: bool) -> Tensor:
    x = torch.relu(self.unit(images, weights, statistics, 0, 2, train))
    x = torch.max_pool2d(x, [3, 3], [2, 2], [1, 1], [1, 1], False)
    index = 1
    for stage in range(4):
      stride = 1
      if stage > 0:
        stride = 2
      x = self.block(x, weights, statistics, index, stride, train)
      index = index + 2
      if stage > 0:
        index = index + 1
      x = self.block(x, weights, statistics, index, 1, train)
      index = index + 2
    features = torch.flatten(torch.adaptive_avg_pool2d(x, [1, 1]), 1)
    return torch.flatten(torch.linear(features, weights[3 * index], weights[3 * index + 1]))

  def predict(self, images: Tensor, weights: List[Tensor], statistics: List[Tensor]) -> List[Tensor]:
    return [self.output(images, weights, statistics, False)]

  def learn(self, images: Tensor, target: Tensor, weights: List[Tensor], statistics: List[Tensor]) -> List[Tensor]:
    output = self.output(images, weights, statistics, True)
    loss = torch.mse_loss(output, target, 1)
    gradients = torch.grad([loss], weights)
    results = [loss.detach(), output.detach()]
    for gradient in gradients:
      results = torch.append(results, unchecked_cast(Tensor, gradient))
    return results

  def update(self, weights: List[Tensor], gradients: List[Tensor], first: List[Tensor], second: List[Tensor], steps: List[Tensor], rate: float, decay: float) -> List[Tensor]:
    torch._foreach_add_(steps, 1)
    torch._fused_adamw_(weights, gradients, first, second, annotate(List[Tensor], []), steps, lr=rate, beta1=0.90000000000000002, beta2=0.999, weight_decay=decay, eps=1e-08, amsgrad=False, maximize=False, grad_scale=None, found_inf=None)
    return annotate(List[Tensor], [])
