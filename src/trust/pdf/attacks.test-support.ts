import {
  readArray,
  readDictionary,
  readReference,
  writeDictionary,
} from '#src/platform/pdf/pdf-dictionary.js';
import { IncrementalUpdate, streamSource } from '#src/platform/pdf/pdf-update.js';
import { append, previousXref } from './write.test-support.js';

/** A manipulated file, made from one that was validly signed. */
export interface Attack {
  readonly name: string;
  make(signed: Buffer): Buffer;
}

const forged = 'BT /F0 20 Tf 72 700 Td (300 certificats) Tj ET';

/** The page content of a file exchanged, as any editor would: one more revision. */
function withForgedContent(signed: Buffer): Buffer {
  const update = new IncrementalUpdate(signed);
  const page = update.dictionary(update.pages()[0] as number);
  update.replace(readReference(page.get('Contents')), streamSource(new Map(), Buffer.from(forged)));
  return Buffer.from(update.finish());
}

function changed(signed: Buffer, change: (update: IncrementalUpdate) => void): Buffer {
  const update = new IncrementalUpdate(signed);
  change(update);
  return Buffer.from(update.finish());
}

/** The signature dictionary of the first field: number and source. */
function firstSignature(update: IncrementalUpdate): { number: number; field: number } {
  const form = update.dictionary(readReference(update.dictionary(update.root).get('AcroForm')));
  const field = readReference(readArray(form.get('Fields') ?? '[]')[0]);
  return { field, number: readReference(update.dictionary(field).get('V')) };
}

function setPage(update: IncrementalUpdate, key: string, value: string): void {
  const page = update.pages()[0] as number;
  update.replace(page, writeDictionary(update.dictionary(page).set(key, value)));
}

function addAnnotation(update: IncrementalUpdate, source: string): void {
  const page = update.pages()[0] as number;
  const dictionary = update.dictionary(page);
  const items = [...readArray(dictionary.get('Annots') ?? '[]'), `${update.add(source)} 0 R`];
  update.replace(page, writeDictionary(dictionary.set('Annots', `[${items.join(' ')}]`)));
}

/** Incremental saving: something is appended, with all, some or none of what an update must have. */
export const incrementalSaving: readonly Attack[] = [
  { name: 'content exchanged by a whole update', make: withForgedContent },
  {
    name: 'content exchanged, no cross-reference and no trailer',
    make: (signed) => {
      const whole = withForgedContent(signed);
      return whole.subarray(0, whole.lastIndexOf('\nxref') + 1);
    },
  },
  {
    name: 'content exchanged, trailer only',
    make: (signed) => {
      const whole = withForgedContent(signed);
      const xref = whole.lastIndexOf('\nxref') + 1;
      const trailer = whole.lastIndexOf('trailer');
      return Buffer.concat([whole.subarray(0, xref), whole.subarray(trailer)]);
    },
  },
  {
    name: 'content exchanged, startxref left on the signed table',
    make: (signed) => {
      const whole = withForgedContent(signed);
      const cut = whole.lastIndexOf('startxref');
      const old = previousXref(signed);
      return Buffer.concat([whole.subarray(0, cut), Buffer.from(`startxref\n${old}\n%%EOF\n`)]);
    },
  },
  {
    name: 'a bare object behind the end mark',
    make: (signed) =>
      Buffer.concat([
        signed,
        Buffer.from(`3 0 obj\n${streamSource(new Map(), Buffer.from(forged))}\nendobj\n`, 'latin1'),
      ]),
  },
  {
    name: 'another catalog named by the trailer',
    make: (signed) => {
      const update = new IncrementalUpdate(signed);
      const catalog = update.add(writeDictionary(update.dictionary(update.root)));
      const grown = Buffer.from(update.finish());
      const text = grown.toString('latin1');
      const at = text.lastIndexOf('/Root ');
      const root = /^\/Root \d+ 0 R/.exec(text.slice(at))?.[0] ?? '';
      return Buffer.from(`${text.slice(0, at)}/Root ${catalog} 0 R${text.slice(at + root.length)}`, 'latin1');
    },
  },
  { name: 'a page turned', make: (signed) => changed(signed, (update) => setPage(update, 'Rotate', '180')) },
  {
    name: 'a page added',
    make: (signed) =>
      changed(signed, (update) => {
        const pages = readReference(update.dictionary(update.root).get('Pages'));
        const dictionary = update.dictionary(pages);
        const content = update.add(streamSource(new Map(), Buffer.from(forged)));
        const page = update.add(`<< /Type /Page /Parent ${pages} 0 R /Contents ${content} 0 R >>`);
        dictionary.set(
          'Kids',
          `[${[...readArray(dictionary.get('Kids') ?? '[]'), `${page} 0 R`].join(' ')}]`,
        );
        update.replace(pages, writeDictionary(dictionary));
      }),
  },
  {
    name: 'an annotation drawn over the text',
    make: (signed) =>
      changed(signed, (update) => {
        const look = update.add(
          streamSource(
            new Map([
              ['Type', '/XObject'],
              ['Subtype', '/Form'],
              ['BBox', '[0 0 400 100]'],
            ]),
            Buffer.from('1 g 0 0 400 100 re f'),
          ),
        );
        addAnnotation(
          update,
          `<< /Type /Annot /Subtype /FreeText /Rect [72 600 472 700] /F 4 /AP << /N ${look} 0 R >> >>`,
        );
      }),
  },
  {
    name: 'a script that runs when the file is opened',
    make: (signed) =>
      changed(signed, (update) => {
        const catalog = update.dictionary(update.root);
        catalog.set('OpenAction', '<< /S /JavaScript /JS (app.alert\\(1\\)) >>');
        update.replace(update.root, writeDictionary(catalog));
      }),
  },
  {
    name: 'the signature field taken out of the form',
    make: (signed) =>
      changed(signed, (update) => {
        const catalog = update.dictionary(update.root);
        catalog.delete('AcroForm');
        update.replace(update.root, writeDictionary(catalog));
      }),
  },
  {
    name: 'a title changed',
    make: (signed) =>
      changed(signed, (update) => {
        const number = Math.max(
          ...[...signed.toString('latin1').matchAll(/\/Info (\d+) 0 R/g)].map((m) => Number(m[1])),
        );
        update.replace(number, writeDictionary(update.dictionary(number).set('Title', '(300 certificats)')));
      }),
  },
  {
    name: 'a line of text behind the end mark',
    make: (signed) => Buffer.concat([signed, Buffer.from('300 certificats\n')]),
  },
  {
    name: 'a store of validation data that leads to a page',
    make: (signed) =>
      changed(signed, (update) => {
        const page = update.pages()[0] as number;
        const content = update.add(streamSource(new Map(), Buffer.from(forged)));
        setPage(update, 'Contents', `${content} 0 R`);
        const store = update.add(`<< /Type /DSS /Certs [${page} 0 R ${content} 0 R] >>`);
        const catalog = update.dictionary(update.root).set('DSS', `${store} 0 R`);
        update.replace(update.root, writeDictionary(catalog));
      }),
  },
  {
    name: 'a further signature that hides the page',
    make: (signed) =>
      changed(signed, (update) => {
        const { number } = firstSignature(update);
        const look = update.add(
          streamSource(
            new Map([
              ['Type', '/XObject'],
              ['Subtype', '/Form'],
              ['BBox', '[0 0 595 842]'],
            ]),
            Buffer.from('1 g 0 0 595 842 re f'),
          ),
        );
        const form = readReference(update.dictionary(update.root).get('AcroForm'));
        const dictionary = update.dictionary(form);
        const field = update.add(
          `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Voile) /F 4 /Rect [0 0 595 842] /V ${number} 0 R /AP << /N ${look} 0 R >> >>`,
        );
        dictionary.set(
          'Fields',
          `[${[...readArray(dictionary.get('Fields') ?? '[]'), `${field} 0 R`].join(' ')}]`,
        );
        update.replace(form, writeDictionary(dictionary));
        const page = update.pages()[0] as number;
        const sheet = update.dictionary(page);
        sheet.set('Annots', `[${[...readArray(sheet.get('Annots') ?? '[]'), `${field} 0 R`].join(' ')}]`);
        update.replace(page, writeDictionary(sheet));
      }),
  },
];

interface Parts {
  readonly gap: number;
  readonly gapEnd: number;
  readonly value: Buffer;
}

function parts(signed: Buffer): Parts {
  const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]/.exec(signed.toString('latin1')) as RegExpExecArray;
  const [gap, gapEnd] = [Number(range[1]), Number(range[2])];
  return { gap, gapEnd, value: signed.subarray(gap, gapEnd) };
}

/** Signature wrapping: the signed bytes stay, but move apart, and something comes to stand between them. */
export const signatureWrapping: readonly Attack[] = [
  {
    name: 'second part moved back, a second /ByteRange written in the gap',
    make: (signed) =>
      wrap(
        signed,
        (value, start, length) => `${value} /ByteRange [0 ${parts(signed).gap} ${start} ${length}]`,
      ),
  },
  {
    name: 'second part moved back, the value closed early and a stray object behind it',
    make: (signed) =>
      wrap(
        signed,
        (value) => `${value.slice(0, -200).replace(/.$/, '0')}> >>\nendobj\n900 0 obj << /Stray <00>`,
      ),
  },
  {
    name: 'a second signature dictionary that names the moved parts',
    make: (signed) => {
      const { gap, gapEnd, value } = parts(signed);
      const tail = signed.subarray(gapEnd);
      const update = new IncrementalUpdate(signed);
      const { field } = firstSignature(update);
      const width = 10;
      const other = update.add(
        `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 ${gap} ${'9'.repeat(width)} ${tail.length}] /Contents ${value.toString('latin1')} >>`,
      );
      update.replace(field, writeDictionary(update.dictionary(field).set('V', `${other} 0 R`)));
      setPage(update, 'Rotate', '180');
      const grown = Buffer.from(update.finish());
      grown.write(String(grown.length).padEnd(width), grown.lastIndexOf('9'.repeat(width)), 'latin1');
      return Buffer.concat([grown, tail]);
    },
  },
  {
    name: 'the gap widened over the objects behind it',
    make: (signed) =>
      Buffer.from(
        signed
          .toString('latin1')
          .replace(/\/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]/, (whole, first, second, length) =>
            `/ByteRange [0 ${first} ${Number(second) + 20} ${Number(length) - 20}`
              .padEnd(whole.length - 1)
              .concat(']'),
          ),
        'latin1',
      ),
  },
];

function wrap(signed: Buffer, gapText: (value: string, start: number, length: number) => string): Buffer {
  const { gap, gapEnd, value } = parts(signed);
  const tail = signed.subarray(gapEnd);
  const objects = `\n>>\nendobj\n4 0 obj\n<< /Length ${forged.length} >>\nstream\n${forged}\nendstream\nendobj\n`;
  const probe = gapText(value.toString('latin1'), 9_999_999, tail.length);
  const start = gap + probe.length + objects.length;
  const filled = gapText(value.toString('latin1'), start, tail.length).padEnd(probe.length);
  return Buffer.concat([signed.subarray(0, gap), Buffer.from(filled + objects, 'latin1'), tail]);
}

const rangeForms = [
  'null',
  '[]',
  '[0 0 0 0]',
  '[0 10 20 -30]',
  '[-1 10 20 30]',
  '[0 10 20]',
  '[0 10 20 99999999999]',
  '(0 10 20 30)',
  '[1.5 2 3 4]',
];
const valueForms = ['null', '<>', '()', '<00>', '<0000000000000000>', '(aaaa)', '[<3080>]', '/Nom'];

/** Universal forgery: entries of the signature dictionary emptied, missing, null or senseless. */
export const universalForgery: readonly Attack[] = [
  ...rangeForms.map((form) => entry('ByteRange', form)),
  ...valueForms.map((form) => entry('Contents', form)),
  entry('ByteRange', undefined),
  entry('Contents', undefined),
  entry('SubFilter', undefined),
  entry('SubFilter', '/Inconnu'),
  entry('SubFilter', '/adbe.x509.rsa_sha1'),
  entry('SubFilter', '/ETSI.RFC3161'),
  {
    name: 'the value is no dictionary',
    make: (signed) => changed(signed, (update) => update.replace(firstSignature(update).number, 'null')),
  },
  {
    name: 'the value is an array',
    make: (signed) => changed(signed, (update) => update.replace(firstSignature(update).number, '[]')),
  },
];

function entry(key: string, form: string | undefined): Attack {
  return {
    name: `${key} ${form === undefined ? 'missing' : `is ${form}`}`,
    make: (signed) =>
      changed(signed, (update) => {
        const { number } = firstSignature(update);
        const dictionary = update.dictionary(number);
        if (form === undefined) dictionary.delete(key);
        else dictionary.set(key, form);
        update.replace(number, writeDictionary(dictionary));
        setPage(update, 'Rotate', '180');
      }),
  };
}

/** A shadow attack has two halves: what is prepared before the victim signs, and what follows. */
interface Shadow {
  readonly name: string;
  prepare(plain: Buffer): Buffer;
  /** Uses what was prepared. */
  reveal(signed: Buffer): Buffer;
}

/** Marks by which the second half finds the objects of the first. */
const mark = { veil: 'Voile', other: 'Autre' };

function find(update: IncrementalUpdate, bytes: Buffer, text: string): number {
  const at = bytes.lastIndexOf(text, undefined, 'latin1');
  const before = bytes.subarray(0, at).toString('latin1');
  const number = [...before.matchAll(/(\d+) 0 obj/g)].at(-1)?.[1];
  if (number === undefined || update.object(Number(number)) === '')
    throw new Error(`Nothing is marked ${text}`);
  return Number(number);
}

/** Content that follows what the page shows already, with one resource more. */
function paintAlso(
  update: IncrementalUpdate,
  content: string,
  kind: string,
  name: string,
  number: number,
): void {
  const page = update.pages()[0] as number;
  const dictionary = update.dictionary(page);
  const more = update.add(streamSource(new Map(), Buffer.from(content)));
  const before = dictionary.get('Contents') ?? '';
  dictionary.set(
    'Contents',
    `[${before.startsWith('[') ? readArray(before).join(' ') : before} ${more} 0 R]`,
  );
  const direct = (source: string) =>
    readDictionary(source.startsWith('<<') ? source : update.object(readReference(source)));
  const resources = direct(dictionary.get('Resources') ?? '<< >>');
  const listed = direct(resources.get(kind) ?? '<< >>').set(name, `${number} 0 R`);
  resources.set(kind, writeDictionary(listed));
  update.replace(page, writeDictionary(dictionary.set('Resources', writeDictionary(resources))));
}

export const shadows: readonly Shadow[] = [
  {
    name: 'hide: a picture over the text, then taken away',
    prepare: (plain) => {
      const update = new IncrementalUpdate(plain);
      const veil = update.add(
        streamSource(
          new Map([
            ['Type', '/XObject'],
            ['Subtype', '/Image'],
            ['Width', '1'],
            ['Height', '1'],
            ['BitsPerComponent', '8'],
            ['ColorSpace', '/DeviceGray'],
            ['Name', `/${mark.veil}`],
          ]),
          Buffer.from([255]),
        ),
      );
      paintAlso(update, '1 0 0 1 0 0 cm 1000 0 0 1000 0 0 cm /Voile Do', 'XObject', 'Voile', veil);
      return Buffer.from(update.rewrite());
    },
    reveal: (signed) => {
      const update = new IncrementalUpdate(signed);
      return append(signed, new Map(), { freed: [find(update, signed, mark.veil)], root: update.root });
    },
  },
  {
    name: 'replace: a field that shows another value than it has',
    prepare: (plain) => {
      const update = new IncrementalUpdate(plain);
      const font = update.add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
      const look = update.add(
        streamSource(
          new Map([
            ['Type', '/XObject'],
            ['Subtype', '/Form'],
            ['BBox', '[0 0 200 20]'],
            ['Resources', `<< /Font << /H ${font} 0 R >> >>`],
          ]),
          Buffer.from('BT /H 12 Tf 2 4 Td (3 certificats) Tj ET'),
        ),
      );
      const page = update.pages()[0] as number;
      const field = update.add(
        `<< /Type /Annot /Subtype /Widget /FT /Tx /T (${mark.veil}) /V (300 certificats) /DA (/H 12 Tf) /F 4 /Rect [300 20 500 40] /P ${page} 0 R /AP << /N ${look} 0 R >> >>`,
      );
      const form = update.add(`<< /Fields [${field} 0 R] /DR << /Font << /H ${font} 0 R >> >> >>`);
      update.replace(
        update.root,
        writeDictionary(update.dictionary(update.root).set('AcroForm', `${form} 0 R`)),
      );
      setPage(update, 'Annots', `[${field} 0 R]`);
      return Buffer.from(update.rewrite());
    },
    reveal: (signed) =>
      changed(signed, (update) => {
        const field = find(update, signed, `(${mark.veil})`);
        const dictionary = update.dictionary(field);
        const look = update.add(
          streamSource(
            new Map([
              ['Type', '/XObject'],
              ['Subtype', '/Form'],
              ['BBox', '[0 0 200 20]'],
            ]),
            Buffer.from('BT /H 12 Tf 2 4 Td (300 certificats) Tj ET'),
          ),
        );
        update.replace(field, writeDictionary(dictionary.set('AP', `<< /N ${look} 0 R >>`)));
      }),
  },
  {
    name: 'replace: a font written anew',
    prepare: (plain) => {
      const update = new IncrementalUpdate(plain);
      const font = update.add(
        `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Name /${mark.other} /Encoding /WinAnsiEncoding >>`,
      );
      paintAlso(update, 'BT /Autre 9 Tf 300 20 Td (3) Tj ET', 'Font', 'Autre', font);
      return Buffer.from(update.rewrite());
    },
    reveal: (signed) =>
      changed(signed, (update) => {
        const font = find(update, signed, `/Name /${mark.other} `);
        update.replace(
          font,
          `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [51 /eight] >> >>`,
        );
      }),
  },
  {
    name: 'hide and replace: a second document inside, reached by a new trailer',
    prepare: (plain) => {
      const update = new IncrementalUpdate(plain);
      addSecondDocument(update);
      return Buffer.from(update.rewrite());
    },
    reveal: (signed) => {
      const update = new IncrementalUpdate(signed);
      return append(signed, new Map(), { root: find(update, signed, `/${mark.other} `) });
    },
  },
  {
    name: 'hide and replace: a second document inside, reached by a row of the table',
    prepare: (plain) => {
      const update = new IncrementalUpdate(plain);
      addSecondDocument(update);
      return Buffer.from(update.rewrite());
    },
    reveal: (signed) => {
      const update = new IncrementalUpdate(signed);
      const hidden = find(update, signed, '/Cachee ');
      const text = signed.toString('latin1');
      const offset = text.indexOf(`\n${hidden} 0 obj`) + 1;
      const page = update.pages()[0] as number;
      const at = signed.length;
      const row = `${page} 1\n${String(offset).padStart(10, '0')} 00000 n \n`;
      const trailer = `trailer\n<< /Size ${hidden + 100} /Root ${update.root} 0 R /Prev ${previousXref(signed)} >>`;
      return Buffer.concat([signed, Buffer.from(`xref\n${row}${trailer}\nstartxref\n${at}\n%%EOF\n`)]);
    },
  },
];

function addSecondDocument(update: IncrementalUpdate): void {
  const content = update.add(streamSource(new Map(), Buffer.from(forged)));
  const page = update.add(`<< /Type /Page /Cachee true /MediaBox [0 0 595 842] /Contents ${content} 0 R >>`);
  const pages = update.add(`<< /Type /Pages /Kids [${page} 0 R] /Count 1 >>`);
  const catalog = update.dictionary(update.root);
  catalog.set('Pages', `${pages} 0 R`);
  update.add(writeDictionary(catalog.set(`${mark.other} true /Lang`, '(fr)')));
}
