  def squares(self, x: Tensor, times: int) -> Tensor:
    total = torch.zeros([])
    for i in range(times):
      total = total + torch.sum(x * x)
    return total

  def squares_and_gradient(self, x: List[Tensor], times: int) -> List[Tensor]:
    loss = self.squares(x[0], times)
    gradient = torch.grad([loss], x)
    return [loss.detach(), unchecked_cast(Tensor, gradient[0])]

  def descend(self, x: List[Tensor], gradient: List[Tensor], rate: float) -> List[Tensor]:
    torch._foreach_add_(x, gradient, alpha=-rate)
    return annotate(List[Tensor], [])
