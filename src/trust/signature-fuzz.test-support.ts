import { foundAuthority } from './authority.test-support.js';
import { attribute, buildSignature } from './cms/build.js';
import { inspectCms } from './cms/inspect.js';
import { oids } from './cms/oids.js';
import { fuzz } from './mutation.test-support.js';
import { inspectPdf } from './pdf/inspect.js';
import {
  append,
  signatureObjects,
  signPdf,
  simpleObjects,
  stream,
  writePdf,
} from './pdf/write.test-support.js';
import { addValidationData, sealPdf, timestampPdf } from './seal.js';
import { inspectXml } from './xml/inspect.js';
import {
  enveloped,
  exclusive,
  signatureTemplate,
  signXml,
  transform,
  xades132,
} from './xml/sign.test-support.js';

const at = new Date('2026-11-24T09:00:00Z');

const pdfWords = (
  '<< >> [ ] ( ) < > /Type /Prev /Root /Size /W /Index /Length /Kids /Parent /AcroForm /Fields /ByteRange /Contents ' +
  '/Filter /FlateDecode /ObjStm /XRef endobj obj stream endstream xref trailer startxref %%EOF R 0 1 -1 999999999999 null'
).split(' ');

/** Feeds damaged PDFs of several shapes to the reader and judge for a time. */
export async function fuzzPdf(milliseconds: number): ReturnType<typeof fuzz> {
  const authority = await foundAuthority();
  const signer = await authority.issue('Essai');
  const stamps = await authority.timestamps(() => at);
  const samples: Uint8Array[] = [];
  for (const modern of [false, true]) {
    const signed = await signPdf(writePdf(simpleObjects(signatureObjects()), { modern }), signer);
    samples.push(signed, append(signed, new Map([[4, stream('BT (x) Tj ET')]]), { modern }));
  }
  const sealed = await sealPdf(writePdf(simpleObjects()), { signer, at, authority: stamps });
  const lasting = addValidationData(sealed, { certificates: [authority.root], crls: [], ocsps: [] });
  samples.push(sealed, await timestampPdf(lasting, stamps));
  return fuzz(samples, pdfWords, milliseconds, inspectPdf);
}

/** Feeds damaged CMS signatures to the judge for a time. */
export async function fuzzCms(milliseconds: number): ReturnType<typeof fuzz> {
  const authority = await foundAuthority();
  const signer = await authority.issue('Essai');
  const stamps = await authority.timestamps(() => at);
  const content = Buffer.from('Délibération');
  const plain = await buildSignature({ signer, content });
  const stamped = await buildSignature({
    signer,
    content,
    unsigned: async (value) => [attribute(oids.signatureTimestamp, await stamps(value))],
  });
  const words = [
    '\x30\x80',
    '\x00\x00',
    '\x30\x84\xff\xff\xff\xff',
    '\xa0\x80',
    '\x24\x80',
    '\x06\x00',
    '\x02\x00',
    '\x1f\xff',
  ];
  return fuzz([plain, stamped], words, milliseconds, (bytes) => inspectCms(bytes, content));
}

/** Feeds damaged XML signatures to the judge for a time. */
export async function fuzzXml(milliseconds: number): ReturnType<typeof fuzz> {
  const authority = await foundAuthority();
  const signer = await authority.issue('Essai');
  const references = [{ uri: '', transforms: enveloped + transform(exclusive) }];
  const signature = signatureTemplate({
    signer,
    references,
    xades: xades132,
    policy: 'urn:oid:1.2',
    role: 'Maire',
  });
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<a xmlns="urn:a" xmlns:b="urn:b"><!-- c --><b:d Id="D" e="&amp;">é</b:d>${signature}</a>`;
  const words = [
    '<',
    '>',
    '</',
    '/>',
    '&#0;',
    '&lt;',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?',
    '?>',
    ' xmlns="',
    ' Id="D"',
    'ds:',
  ];
  return fuzz([Buffer.from(signXml(text, signer))], words, milliseconds, (bytes) => inspectXml(bytes));
}
