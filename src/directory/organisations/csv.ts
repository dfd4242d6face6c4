/**
 * Reads CSV (RFC 4180) with commas or semicolons, whichever the first line has more of; quotes, quoted line ends and
 * a byte order mark are understood. A line is an object by the names of the first.
 */
export function readCsv(text: string): Record<string, string>[] {
  const content = text.replace(/^\ufeff/, '');
  const [head = ''] = content.split('\n', 1);
  const separator = head.split(';').length > head.split(',').length ? ';' : ',';
  const [names = [], ...lines] = [...records(content, separator)];
  const keys = names.map((name) => name.trim().toLowerCase());
  return lines
    .filter((line) => line.some((value) => value.trim() !== ''))
    .map((line) => Object.fromEntries(keys.map((key, index) => [key, (line[index] ?? '').trim()])));
}

function* records(text: string, separator: string): Generator<string[]> {
  let line: string[] = [];
  let value = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign !== '"') value += sign;
      else if (text[at + 1] === '"') {
        value += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"' && value === '') quoted = true;
    else if (sign === separator || sign === '\n') {
      line.push(value.replace(/\r$/, ''));
      value = '';
      if (sign === '\n') {
        yield line;
        line = [];
      }
    } else value += sign;
  }
  if (value !== '' || line.length > 0) yield [...line, value.replace(/\r$/, '')];
}
