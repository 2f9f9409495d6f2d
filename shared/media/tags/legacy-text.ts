import { decodeWindows1252 } from "@shared/media/tags/text";

type Decoder = (bytes: Uint8Array) => string;

/** An encoding that texts may be in, and how likely a text in it looks: the mean over its characters beyond ASCII. */
interface Candidate {
  decode: Decoder;
  scoreOf(bytes: Uint8Array): number;
}

const SAMPLE_BYTES = 2000;

/** Letters that languages use every day, by encoding. Others of the same encoding are possible but rarer. */
const WESTERN = "éèêëàâäáãåçñöôóòõøüûúùíìîïßæœÉÈÊÀÂÄÁÃÅÇÑÖÓØÜÚÍÆŒ";
const CENTRAL = "řšěčžýáíéúůťďňľôłóśżźćńąęőűöüäßţăâîđŘŠČŽÁÍÉÚŤĎŇŁÓŚŻŹĆŃĄĘŐŰÖÜÄ";
/** Marks that stand between words; elsewhere they are rather a letter of another encoding. */
const MARKS = "“”„‘’‚–—…«»€°£§©®™•";

const isAsciiLetter = (char: string | undefined) => char !== undefined && /[A-Za-z]/.test(char);
const isLetter = (char: string | undefined) => char !== undefined && /\p{L}/u.test(char);
const isUpper = (char: string | undefined) => char !== undefined && /\p{Lu}/u.test(char);
const isLower = (char: string | undefined) => char !== undefined && /\p{Ll}/u.test(char);

/** One byte a character: words keep to one script, and capitals begin them. */
function singleByte(decode: Decoder, isUsual: (char: string) => boolean): Candidate {
  return {
    decode,
    scoreOf: (bytes) => {
      const text = decode(bytes);
      if (/[\ufffd\u0080-\u009f]/.test(text)) return Number.NEGATIVE_INFINITY;
      const scores: number[] = [];
      for (let at = 0; at < text.length; at++) {
        const char = text[at] ?? "";
        if (char >= "\u0080") scores.push(scoreOfChar(char, text[at - 1], text[at + 1], isUsual));
      }
      return meanOf(scores);
    },
  };
}

function scoreOfChar(
  char: string,
  before: string | undefined,
  after: string | undefined,
  isUsual: (char: string) => boolean,
): number {
  const isInWord = isLetter(before) || isLetter(after);
  if (!isLetter(char)) {
    if (!MARKS.includes(char)) return isInWord ? -1.2 : -0.7;
    return isLetter(before) && isLetter(after) && char !== "’" ? -0.5 : 0.6;
  }
  const isLatin = /\p{Script=Latin}/u.test(char);
  if (!isLatin && (isAsciiLetter(before) || isAsciiLetter(after))) return -1;
  if (!isLatin && !isInWord) return 0.2;
  if (isUpper(char) && isLower(before)) return -1.5;
  if (!isLatin && isLower(char) && isUpper(before) && isUpper(after)) return -1.5;
  return isUsual(char) ? 1 : 0.2;
}

/** Syllables that make up most of written Korean. */
const HANGUL =
  "이다가에는의을지고하기사한도로를은나인대자시라리어서아그있정만전일해수것보들여부구주제장마소상성원무스우물조트동경거와유진신안산세모오화공과국강연비미계선울바날집길여행가족음생치실내용면심방입말저분위때년월천민박김최";

/** Two bytes a character: those that the standard's authors put first are the frequent ones. */
function doubleByte(
  label: string,
  weightOf: (lead: number, trail: number, char: string) => number,
  halfWidth = false,
): Candidate {
  const decoder = new TextDecoder(label);
  const decode = (bytes: Uint8Array) => decoder.decode(bytes);
  return {
    decode,
    scoreOf: (bytes) => {
      if (decode(bytes).includes("\ufffd")) return Number.NEGATIVE_INFINITY;
      const scores: number[] = [];
      for (let at = 0; at < bytes.length; at++) {
        const lead = bytes[at] ?? 0;
        if (lead < 0x80) continue;
        if (halfWidth && lead >= 0xa1 && lead <= 0xdf) {
          scores.push(0.1);
          continue;
        }
        const trail = bytes[at + 1] ?? 0;
        const isBesideLatin = isAsciiByte(bytes[at - 1]) || isAsciiByte(bytes[at + 2]);
        scores.push(weightOf(lead, trail, decode(bytes.subarray(at, at + 2))) - (isBesideLatin ? 0.5 : 0));
        at++;
      }
      return meanOf(scores);
    },
  };
}

const isAsciiByte = (byte: number | undefined) => byte !== undefined && isAsciiLetter(String.fromCharCode(byte));
const isKana = (char: string) => char >= "\u3040" && char <= "\u30ff";
const within = (value: number, least: number, greatest: number) => value >= least && value <= greatest;

function meanOf(scores: readonly number[]): number {
  return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

const labelled = (label: string): Decoder => {
  const decoder = new TextDecoder(label);
  return (bytes) => decoder.decode(bytes);
};

const isCyrillic = (char: string) => /[а-яА-ЯёЁіїєґІЇЄ]/.test(char);
const isGreek = (char: string) => /[α-ωάέήίόύώϊϋΑ-Ω]/.test(char);

/** In order of preference: of two that look as likely the first is taken. */
const CANDIDATES: readonly Candidate[] = [
  singleByte(decodeWindows1252, (char) => WESTERN.includes(char)),
  singleByte(labelled("macintosh"), (char) => WESTERN.includes(char)),
  singleByte(labelled("windows-1250"), (char) => CENTRAL.includes(char)),
  singleByte(labelled("windows-1251"), isCyrillic),
  singleByte(labelled("koi8-r"), isCyrillic),
  singleByte(labelled("windows-1253"), isGreek),
  doubleByte("shift_jis", (lead, _, char) => (isKana(char) ? 1.1 : within(lead, 0x88, 0x97) ? 0.9 : 0.1), true),
  doubleByte("gb18030", (lead, trail, char) =>
    isKana(char) ? 0.3 : within(lead, 0xb0, 0xd7) && trail >= 0xa1 ? 0.9 : 0.1,
  ),
  doubleByte("euc-kr", (lead, _, char) => (HANGUL.includes(char) ? 1.1 : within(lead, 0xb0, 0xc8) ? 0.3 : 0)),
  doubleByte("big5", (lead) => (within(lead, 0xa4, 0xc6) ? 0.85 : 0.1)),
  doubleByte("euc-jp", (lead, _, char) => (isKana(char) ? 1.1 : within(lead, 0xb0, 0xcf) ? 0.8 : 0.1)),
];

/**
 * The decoder for texts of one file that are not UTF-8 and name no encoding. They were written by one program on one
 * computer, so they are judged together: the longer they are, the surer. Windows-1252 when nothing looks likely.
 */
export function decodeLegacy(pieces: readonly Uint8Array[]): Decoder {
  if (pieces.length === 0) return decodeWindows1252;
  const sample = Buffer.concat(pieces.flatMap((piece) => [piece, Buffer.from(" ")])).subarray(0, SAMPLE_BYTES);
  let best: { decode: Decoder; score: number } = { decode: decodeWindows1252, score: 0 };
  for (const { decode, scoreOf } of CANDIDATES) {
    const score = scoreOf(sample);
    if (score > best.score) best = { decode, score };
  }
  return best.decode;
}
