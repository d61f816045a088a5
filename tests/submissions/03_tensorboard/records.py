# %% slices that shrink  kind="right"
def records(data):
    found = []
    while len(data) >= 16:
        length = int.from_bytes(data[:8], "little")
        if len(data) < 16 + length:
            break
        found.append(data[12 : 12 + length])
        data = data[16 + length :]
    return found


# %% a stream  kind="right"
def records(data):
    import io

    stream, found = io.BytesIO(data), []
    while True:
        head = stream.read(12)
        if len(head) < 12:
            return found
        (length,) = struct.unpack("<Q", head[:8])
        payload, rest = stream.read(length), stream.read(4)
        if len(payload) < length or len(rest) < 4:
            return found
        found.append(payload)


# %% recursion by hand  kind="right"
def records(data):
    starts, place = [], 0
    while place + 16 <= len(data):
        n = struct.unpack_from("<QI", data, place)[0]
        if place + 16 + n > len(data):
            break
        starts.append((place + 12, place + 12 + n))
        place += 16 + n
    return [bytes(data[a:b]) for a, b in starts]


# %% keeps what is cut short  kind="wrong" lose=3 message="not complete: leave it out|Leave out a record"
def records(data):
    found, place = [], 0
    while place + 12 <= len(data):
        (length,) = struct.unpack_from("<Q", data, place)
        found.append(data[place + 12 : place + 12 + length])
        place += 16 + length
    return found


# %% does not wait for the last checksum  kind="wrong" lose=3 message="not complete: leave it out"
def records(data):
    found, place = [], 0
    while place + 12 <= len(data):
        (length,) = struct.unpack_from("<Q", data, place)
        if place + 12 + length > len(data):
            break
        found.append(data[place + 12 : place + 12 + length])
        place += 16 + length
    return found


# %% forgets the checksum of the length  kind="wrong" lose=3 message="begins 12 bytes after"
def records(data):
    found, place = [], 0
    while place + 8 <= len(data):
        (length,) = struct.unpack_from("<Q", data, place)
        if length > len(data):
            break
        found.append(data[place + 8 : place + 8 + length])
        place += 12 + length
    return found


# %% the first record only  kind="wrong" lose=3 message="first record only"
def records(data):
    (length,) = struct.unpack_from("<Q", data, 0)
    return [data[12 : 12 + length]]


# %% skips empty payloads  kind="wrong" lose=3 message="payload may be empty"
def records(data):
    found, place = [], 0
    while place + 16 <= len(data):
        (length,) = struct.unpack_from("<Q", data, place)
        if place + 16 + length > len(data):
            break
        if length:
            found.append(data[place + 12 : place + 12 + length])
        place += 16 + length
    return found


# %% one byte of the length  kind="wrong" lose=3 message="takes all eight bytes"
def records(data):
    found, place = [], 0
    while place + 16 <= len(data):
        length = data[place]
        if place + 16 + length > len(data):
            break
        found.append(data[place + 12 : place + 12 + length])
        place += 16 + length
    return found


# %% loses the last record  kind="wrong" lose=3 message="last record is complete"
def records(data):
    found, place = [], 0
    while place + 16 <= len(data):
        (length,) = struct.unpack_from("<Q", data, place)
        if place + 16 + length >= len(data):
            break
        found.append(data[place + 12 : place + 12 + length])
        place += 16 + length
    return found


# %% text instead of bytes  kind="wrong" lose=3 message="list of bytes"
def records(data):
    found, place = [], 0
    while place + 16 <= len(data):
        (length,) = struct.unpack_from("<Q", data, place)
        if place + 16 + length > len(data):
            break
        found.append(data[place + 12 : place + 12 + length].decode("latin-1"))
        place += 16 + length
    return found


# %% a tuple of payloads, off a memoryview  kind="right"
def records(data):
    found, rest = [], memoryview(data)
    while len(rest) >= 16:
        length = int(np.frombuffer(rest[:8], "<u8")[0])
        if len(rest) < 16 + length:
            break
        found.append(bytes(rest[12 : 12 + length]))
        rest = rest[16 + length :]
    return tuple(found)


# %% the largest byte first  kind="wrong" lose=3 message="from its smallest byte on"
def records(data):
    found, place = [], 0
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 8], "big")
        end = place + 12 + length
        if end + 4 > len(data):
            break
        found.append(data[place + 12 : end])
        place = end + 4
    return found


# %% no checksum after the payload  kind="wrong" lose=3 message="4 bytes after its payload"
def records(data):
    found, place = [], 0
    while place + 12 <= len(data):
        (length,) = struct.unpack_from("<Q", data, place)
        end = place + 12 + length
        if end > len(data):
            break
        found.append(data[place + 12 : end])
        place = end
    return found


# %% one by one, by yield  kind="wrong" lose=3 message="must return a list of bytes"
def records(data):
    place = 0
    while place + 12 <= len(data):
        (length,) = struct.unpack_from("<Q", data, place)
        end = place + 12 + length
        if end + 4 > len(data):
            break
        yield data[place + 12 : end]
        place = end + 4
