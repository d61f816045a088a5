# %% with SciPy  kind="right"
def csr_bytes(matrix, value_bytes=4, index_bytes=4):
    csr = scipy.sparse.csr_matrix(matrix)
    places = csr.indices.size + csr.indptr.size
    return csr.data.size * value_bytes + places * index_bytes


# %% counted by hand  kind="right"
def csr_bytes(matrix, value_bytes=4, index_bytes=4):
    total = index_bytes  # where the first row begins
    for row in np.asarray(matrix):
        total += index_bytes
        for value in row:
            if value != 0:
                total += value_bytes + index_bytes
    return total


# %% a sum of booleans  kind="right"
def csr_bytes(matrix, value_bytes=4, index_bytes=4):
    nnz = (np.asarray(matrix) != 0).sum()
    data, indices, indptr = nnz, nnz, matrix.shape[0] + 1
    return data * value_bytes + (indices + indptr) * index_bytes


# %% the values alone  kind="wrong" lose=2 message="values alone"
def csr_bytes(matrix, value_bytes=4, index_bytes=4):
    return int(np.count_nonzero(matrix)) * value_bytes


# %% forgets where rows begin  kind="wrong" lose=2 message="indptr. is missing"
def csr_bytes(matrix, value_bytes=4, index_bytes=4):
    return int(np.count_nonzero(matrix)) * (value_bytes + index_bytes)


# %% no number for the end  kind="wrong" lose=2 message="one more number than"
def csr_bytes(matrix, value_bytes=4, index_bytes=4):
    stored = int(np.count_nonzero(matrix))
    return stored * (value_bytes + index_bytes) + len(matrix) * index_bytes


# %% by column  kind="wrong" lose=2 message="counts rows, not columns"
def csr_bytes(matrix, value_bytes=4, index_bytes=4):
    stored = int(np.count_nonzero(matrix))
    return stored * (value_bytes + index_bytes) + (matrix.shape[1] + 1) * index_bytes


# %% row and column for each value  kind="wrong" lose=2 message="not right"
def csr_bytes(matrix, value_bytes=4, index_bytes=4):
    return int(np.count_nonzero(matrix)) * (value_bytes + 2 * index_bytes)


# %% always 4 bytes  kind="wrong" lose=2 message="for the two other arrays"
def csr_bytes(matrix, value_bytes=4, index_bytes=4):
    return 4 * (2 * int(np.count_nonzero(matrix)) + len(matrix) + 1)


# %% the dense matrix  kind="wrong" lose=2 message="That is the dense matrix"
def csr_bytes(matrix, value_bytes=4, index_bytes=4):
    return matrix.size * value_bytes
