import { describe, expect, it } from 'vitest';
import { betterThan, type CameraDevice, lensesOf, mainLenses } from './lens';

/** Each is its own id. */
function cameras(...labels: string[]): CameraDevice[] {
  return labels.map((label) => ({ deviceId: label, kind: 'videoinput', label }));
}

function labelsOf(devices: CameraDevice[]): string[] {
  return lensesOf(devices).map(({ deviceId }) => deviceId);
}

const SAMSUNG = cameras('camera2 3, facing front', 'camera2 2, facing back', 'camera2 1, facing front', 'camera2 0, facing back');
const IPHONE_PRO = cameras(
  'Front Camera', 'Back Triple Camera', 'Back Dual Wide Camera', 'Back Dual Camera', 'Back Camera', 'Back Ultra Wide Camera', 'Back Telephoto Camera',
);

/** As iOS names them: a camera in front, then rear ones that are good, then rear ones that are not (these, but for the English, by its words for them). */
const LANGUAGES: Record<string, [front: string, good: string[], bad: string[]]> = {
  English: ['Front Camera', ['Back Camera', 'Back Dual Wide Camera'], ['Back Ultra Wide Camera', 'Back Telephoto Camera']],
  German: [
    'Frontkamera',
    ['Rückkamera', 'Rückseitige Dual-Weitwinkelkamera', 'Rückseitige Triple-Kamera'],
    ['Rückseitige Ultra-Weitwinkelkamera', 'Rückseitige Telekamera'],
  ],
  French: [
    'Caméra avant',
    ['Caméra arrière', 'Double caméra grand angle arrière', 'Double appareil photo grand angle arrière'],
    ['Caméra ultra grand angle arrière', 'Téléobjectif arrière'],
  ],
  Russian: [
    'Фронтальная камера',
    ['Задняя камера', 'Камера на задней панели', 'Задняя двойная широкоугольная камера'],
    ['Задняя сверхширокоугольная камера', 'Задняя телефотокамера'],
  ],
  Ukrainian: ['Передня камера', ['Задня камера', 'Задня здвоєна ширококутна камера'], ['Задня надширококутна камера']],
  Japanese: ['前面カメラ', ['背面カメラ', '背面デュアル広角カメラ'], ['背面超広角カメラ', '背面望遠カメラ']],
  Chinese: ['前置相机', ['后置相机', '后置镜头', '后置双广角镜头'], ['后置超广角镜头', '后置长焦镜头']],
  'Chinese of Taiwan': ['前置相機', ['後置相機', '後置雙廣角相機'], ['後置超廣角相機', '後置望遠相機']],
  Korean: ['전면 카메라', ['후면 카메라', '후면 듀얼 와이드 카메라'], ['후면 울트라 와이드 카메라', '후면 망원 카메라']],
  Spanish: ['Cámara frontal', ['Cámara trasera', 'Cámara trasera dual con gran angular'], ['Cámara trasera ultra gran angular', 'Cámara trasera con teleobjetivo']],
  'Portuguese of Brazil': ['Câmera Frontal', ['Câmera Traseira', 'Câmera Dupla Grande-Angular Traseira', 'Câmera de Trás'], ['Câmera Ultra-Angular Traseira']],
  Italian: ['Fotocamera frontale', ['Fotocamera posteriore', 'Fotocamera doppia con grandangolo (posteriore)'], ['Fotocamera con ultra grandangolo (posteriore)']],
  Dutch: ['Camera aan voorzijde', ['Camera aan achterzijde'], ['Ultragroothoekcamera aan achterzijde']],
  Swedish: ['Kamera på framsidan', ['Kamera på baksidan', 'Dubbel vidvinkelkamera på baksidan'], ['Ultravidvinkelkamera på baksidan']],
  Norwegian: ['Kamera foran', ['Kamera bak', 'Dobbelt vidvinkelkamera bak'], ['Ultravidvinkelkamera bak']],
  Danish: ['Kamera, forside', ['Kamera, bagside'], ['Ultravidvinkelkamera, bagside']],
  Finnish: ['Etukamera', ['Takakamera', 'Laajakulmainen kaksoistakakamera'], ['Ultralaajakulmainen takakamera']],
  Polish: ['Aparat przedni', ['Tylny aparat', 'Aparat tylny', 'Tylny dwuobiektywowy aparat szerokokątny'], ['Tylny aparat ultraszerokokątny']],
  Czech: ['Přední fotoaparát', ['Zadní fotoaparát', 'Zadní duální širokoúhlý fotoaparát'], ['Zadní ultraširokoúhlý fotoaparát']],
  Slovak: ['Predná kamera', ['Zadná kamera', 'Zadná duálna širokouhlá kamera'], ['Zadná ultraširokouhlá kamera']],
  Hungarian: ['Előlapi kamera', ['Hátsó kamera', 'Hátsó, kettős, széles látószögű kamera'], ['Hátsó ultraszéles látószögű kamera']],
  Romanian: ['Cameră față', ['Cameră spate', 'Cameră dublă cu obiectiv superangular spate'], ['Cameră cu obiectiv ultra-superangular spate']],
  Croatian: ['Prednja kamera', ['Stražnja kamera', 'Stražnja dvostruka široka kamera'], ['Stražnja ultraširoka kamera']],
  Turkish: ['Ön Kamera', ['Arka Kamera', 'Çift Geniş Kamera Arka Yüzü'], ['Ultra Geniş Arka Kamera']],
  Greek: ['Μπροστινή κάμερα', ['Πίσω κάμερα', 'Πίσω διπλή ευρεία κάμερα'], ['Πίσω υπερευρεία κάμερα']],
  Hebrew: ['מצלמה קדמית', ['מצלמה אחורית', 'מצלמה כפולה רחבה אחורית'], ['מצלמה רחבה במיוחד אחורית']],
  Arabic: ['الكاميرا الأمامية', ['الكاميرا الخلفية', 'كاميرا خلفية مزدوجة عريضة'], ['كاميرا خلفية فائقة العرض']],
  Thai: ['กล้องด้านหน้า', ['กล้องด้านหลัง', 'กล้องคู่ด้านหลังมุมกว้าง'], ['กล้องอัลตร้าไวด์ด้านหลัง']],
  Vietnamese: ['Camera mặt trước', ['Camera mặt sau', 'Camera kép rộng mặt sau'], ['Camera siêu rộng mặt sau']],
  Indonesian: ['Kamera Depan', ['Kamera Belakang', 'Kamera Lebar Belakang Ganda', 'Dwikamera Lebar Belakang'], ['Kamera Ultra Lebar Belakang']],
  Hindi: ['फ़्रंट कैमरा', ['बैक कैमरा', 'बैक ड्युअल वाइड कैमरा'], ['बैक अल्ट्रा वाइड कैमरा']],
  Bulgarian: ['Предна камера', ['Задна камера', 'Задна двойна широкоъгълна камера'], ['Задна свръхширокоъгълна камера']],
  Catalan: ['Càmera frontal', ['Càmera posterior', 'Càmera del darrere', 'Càmera dual posterior amb gran angular'], ['Càmera posterior amb ultra gran angular']],
  Kazakh: ['Алдыңғы камера', ['Артқы камера', 'Артқы қос кең бұрышты камера'], []],
};

describe('lensesOf', () => {
  it('takes the rear cameras of an Android phone by their numbers', () => {
    expect(labelsOf(SAMSUNG)).toEqual(['camera2 0, facing back', 'camera2 2, facing back']);
    const huawei = cameras('camera2 4, facing back', 'camera2 2, facing back', 'camera2 1, facing front', 'camera2 0, facing back', 'camera2 10, facing back');
    expect(labelsOf(huawei)).toEqual([0, 2, 4, 10].map((number) => `camera2 ${number}, facing back`));
    expect(labelsOf(cameras('Camera 1, Facing front, Orientation 270', 'Camera 0, Facing back, Orientation 90'))).toHaveLength(1);
  });

  it('puts ultra wide and telephoto lenses of an iPhone last', () => {
    expect(labelsOf(IPHONE_PRO).slice(-2)).toEqual(['Back Telephoto Camera', 'Back Ultra Wide Camera']);
    expect(labelsOf(IPHONE_PRO)).not.toContain('Front Camera');
  });

  it.each(Object.entries(LANGUAGES))('knows the cameras of an iPhone in %s', (_, [front, good, bad]) => {
    const lenses = lensesOf(cameras(front, ...bad, ...good));
    expect(lenses.map(({ deviceId }) => deviceId).slice(0, good.length)).toEqual(good);
    expect(lenses.filter(({ rank }) => rank === 0)).toHaveLength(good.length);
    expect(lenses).toHaveLength(good.length + bad.length);
  });

  it('believes what a device tells of the side it is on rather than its label', () => {
    const tells = (deviceId: string, facingMode: string[]): CameraDevice => ({
      deviceId, kind: 'videoinput', label: 'Камера', getCapabilities: () => ({ facingMode }),
    });
    expect(labelsOf([tells('front', ['user']), tells('rear', ['environment'])])).toEqual(['rear']);
  });

  it('takes all cameras of a computer, those that give no usual picture last', () => {
    const desk = cameras('OBS Virtual Camera', 'Integrated IR Camera', 'Dell UltraSharp WB7022', 'FaceTime HD Camera');
    expect(labelsOf(desk).slice(0, 2).sort()).toEqual(['Dell UltraSharp WB7022', 'FaceTime HD Camera']);
    expect(labelsOf(desk)).toHaveLength(4);
    expect(lensesOf(desk).some(({ rear }) => rear)).toBe(false);
    expect(labelsOf(cameras('Surface Camera Front', 'Surface Camera Rear'))).toEqual(['Surface Camera Rear']);
  });

  it('takes neither microphones nor cameras that are not told before the permission', () => {
    expect(lensesOf([{ deviceId: 'a', kind: 'audioinput', label: 'Back Microphone' }, ...cameras('')])).toEqual([]);
  });
});

describe('betterThan', () => {
  it('replaces a lens that is certainly worse', () => {
    expect(betterThan('camera2 2, facing back', lensesOf(SAMSUNG))?.deviceId).toBe('camera2 0, facing back');
    expect(betterThan('Back Ultra Wide Camera', lensesOf(IPHONE_PRO))?.deviceId).toBe('Back Triple Camera');
    expect(betterThan('Front Camera', lensesOf(IPHONE_PRO))?.deviceId).toBe('Back Triple Camera');
  });

  it('leaves the browser its choice among equals', () => {
    expect(betterThan('Back Dual Wide Camera', lensesOf(IPHONE_PRO))).toBeNull();
    expect(betterThan('Back Camera', lensesOf(IPHONE_PRO))).toBeNull();
    expect(betterThan('FaceTime HD Camera', lensesOf(cameras('Logitech BRIO', 'FaceTime HD Camera')))).toBeNull();
  });

  it('says nothing about a camera that it does not know, and none of no cameras', () => {
    expect(betterThan('canvas', lensesOf(cameras('Logitech BRIO', 'FaceTime HD Camera')))).toBeNull();
    expect(betterThan('any', [])).toBeNull();
  });
});

describe('mainLenses', () => {
  it('are those that may focus on a picture near by', () => {
    expect(mainLenses(lensesOf(IPHONE_PRO)).map(({ deviceId }) => deviceId)).not.toContain('Back Telephoto Camera');
    expect(mainLenses(lensesOf(SAMSUNG))).toHaveLength(2);
    expect(mainLenses(lensesOf(cameras('FaceTime HD Camera')))).toEqual([]);
  });
});
