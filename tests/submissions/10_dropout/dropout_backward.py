# %% np.where  kind="right"
def dropout_backward(grad_out, mask, rate):
    return np.where(np.asarray(mask) > 0, grad_out / (1 - rate), 0.0)


# %% a scaled mask first  kind="right"
def dropout_backward(grad_out, mask, rate):
    scale = np.asarray(mask, dtype=float) / (1.0 - rate)
    return scale * grad_out


# %% a copy with assigned zeros  kind="right"
def dropout_backward(grad_out, mask, rate):
    grad = np.array(grad_out, dtype=float)
    grad[mask == 0] = 0
    return grad / (1 - rate)


# %% forgets the scale  kind="wrong" lose=2 message="scale here too"
def dropout_backward(grad_out, mask, rate):
    return grad_out * mask


# %% forgets the mask  kind="wrong" lose=2 message="had no part in the loss"
def dropout_backward(grad_out, mask, rate):
    return grad_out / (1 - rate)


# %% passes the gradient through  kind="wrong" lose=2 message="had no part in the loss"
def dropout_backward(grad_out, mask, rate):
    return grad_out


# %% multiplies by the keep probability  kind="wrong" lose=2 message="divided by 1 - rate; so must this"
def dropout_backward(grad_out, mask, rate):
    return grad_out * mask * (1 - rate)


# %% the mask upside down  kind="wrong" lose=2 message="1 in the mask means kept"
def dropout_backward(grad_out, mask, rate):
    return grad_out * (1 - mask) / (1 - rate)


# %% changes the gradient in place  kind="wrong" lose=2 message="changed its argument"
def dropout_backward(grad_out, mask, rate):
    grad_out *= mask
    grad_out /= 1 - rate
    return grad_out


# %% draws a new mask  kind="wrong" lose=2 message="The gradient at rate 0.2 is not right"
def dropout_backward(grad_out, mask, rate):
    fresh = np.random.random(np.shape(grad_out)) >= rate
    return grad_out * fresh / (1 - rate)
