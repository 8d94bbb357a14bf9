/** Which of a device's cameras films a picture best. The web tells little more than their labels. */

export interface Lens {
  readonly deviceId: string;
  readonly rear: boolean;
  /** Less is better; lenses that are as good as each other have the same. */
  readonly rank: number;
}

/** What `enumerateDevices` tells of a camera; the capabilities are Chromium's and Safari's only. */
export interface CameraDevice {
  readonly deviceId: string;
  readonly kind: string;
  readonly label: string;
  getCapabilities?(): { facingMode?: string[] };
}

/**
 * "Rear" as iOS names it in the languages that it speaks (without the accents of Latin and Greek letters), and as
 * Android and Windows do: a label is in the language of the system, not of the page.
 */
const REAR = new RegExp(
  [
    '\\bback\\b|\\brear|facing back|\\bworld|ruck|arriere|traser|traseir|\\btras\\b|posterior|darrere|achter',
    '\\bbak|bagside|taka(kamera|kam)|tyln|zadn|hatso|spate|straznj|\\barka|\\bsau\\b|belakang',
    'задн|артқы|πισω|אחורי|خلفي|หลัง|बैक|背面|背置|后置|後置|后面|後面|후면',
  ].join('|'),
);

/** Bends straight lines and cannot come near; "dual wide" and "triple" are another thing: they have the main lens too. */
const ULTRA_WIDE = /ultra|\buw\b|\b0[.,]5x?\b|ультра|сверхшир|свръхшир|надшир|超広角|超广角|超廣角|초광각|울트라|sieu|อัลตร|अल्ट्रा|فائق|במיוחד|υπερ/;
/** Sees a corner of the picture only. */
const TELE = /tele|теле|望遠|长焦|長焦|遠攝|망원|τηλε|เทเล|टेली|טלה|مقرب/;
/** Gives no picture of the usual kind, or one of something else. */
const ODD = /\bdepth|infrared|\bir\b|\bmono|macro|\btof\b|lidar|virtual|desk view/;
/** Android's cameras have numbers, and 0 is the main one: "camera2 0, facing back". */
const NUMBER = /\bcamera2? (\d+), facing/;

const [WORST_NUMBER, TELE_RANK, ULTRA_RANK, ODD_RANK, NOT_REAR] = [20, 30, 40, 50, 100];

/** The cameras that a visitor may choose from, the best first: the rear ones, or all where none is known to be one. */
export function lensesOf(devices: readonly CameraDevice[]): Lens[] {
  const cameras = devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '').map(lensOf);
  const rear = cameras.filter((lens) => lens.rear);
  return (rear.length > 0 ? rear : cameras).sort((a, b) => a.rank - b.rank);
}

/** A lens that is certainly better than the one in use; null where the browser's own choice is as good as any. */
export function betterThan(deviceId: string, lenses: readonly Lens[]): Lens | null {
  const [best] = lenses;
  const current = lenses.find((lens) => lens.deviceId === deviceId);
  if (!best || (current && current.rank <= best.rank)) return null;
  // One that is not among them is a front camera where there are rear ones; else nothing is known of it.
  return current || best.rear ? best : null;
}

/** Rear lenses that are worth a try where the one in use cannot focus. */
export function mainLenses(lenses: readonly Lens[]): Lens[] {
  return lenses.filter(({ rear, rank }) => rear && rank <= WORST_NUMBER);
}

function lensOf(device: CameraDevice): Lens {
  const label = plain(device.label);
  const facing = device.getCapabilities?.().facingMode ?? [];
  const rear = facing.length > 0 ? facing.includes('environment') : REAR.test(label);
  return { deviceId: device.deviceId, rear, rank: rankOf(label) + (rear ? 0 : NOT_REAR) };
}

function rankOf(label: string): number {
  if (ODD.test(label)) return ODD_RANK;
  if (ULTRA_WIDE.test(label)) return ULTRA_RANK;
  if (TELE.test(label)) return TELE_RANK;
  return Math.min(WORST_NUMBER, Number(NUMBER.exec(label)?.[1] ?? 0));
}

/** Lower case, without accents. */
function plain(label: string): string {
  return label.normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC').toLowerCase();
}
