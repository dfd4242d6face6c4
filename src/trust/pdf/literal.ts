const escapes: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 };

/** Content of a literal string (ISO 32000 §7.3.4.2), its escapes undone. */
export function unescapeLiteral(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    let byte = bytes[at] as number;
    if (byte === 13) {
      if (bytes[at + 1] === 10) at += 1;
      byte = 10;
    } else if (byte === 0x5c) {
      at += 1;
      const next = bytes[at] as number;
      if (next === 13 || next === 10) {
        if (next === 13 && bytes[at + 1] === 10) at += 1;
        continue;
      }
      if (next >= 48 && next <= 55) {
        let value = next - 48;
        for (
          let digit = 0;
          digit < 2 && (bytes[at + 1] as number) >= 48 && (bytes[at + 1] as number) <= 55;
          digit += 1
        ) {
          at += 1;
          value = value * 8 + (bytes[at] as number) - 48;
        }
        byte = value & 0xff;
      } else byte = escapes[next] ?? next;
    }
    out[length] = byte;
    length += 1;
  }
  return out.subarray(0, length);
}
