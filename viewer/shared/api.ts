/** What `GET /api/v1/links/{idOrSlug}` and `POST /api/v1/analytics/track` exchange. */

export type Fit = 'auto' | 'contain' | 'cover';

/** How the video lies on the picture: offsets are shares of the picture's sides, rotation is degrees clockwise. */
export interface PlacementSettings {
  scale: number;
  offsetX: number;
  offsetY: number;
  rotation: number;
  opacity: number;
  fit: Fit;
  /** A video that fits by itself may reach beyond the picture. */
  overflow?: boolean;
}

/** Where a video shows the picture: it lies so instead of by the settings, which mean the same with `contain`. */
export interface VideoPlace {
  scale: number;
  offsetX: number;
  offsetY: number;
  rotation: number;
  /** The part of the video around the picture, shares of its sides. */
  crop: { left: number; top: number; width: number; height: number };
  /** Seconds: the moment that shows the picture. */
  start: number;
}

/** How a video says where it can be seen through: not at all, by a mask below its colours, or by a key colour. */
export type Transparency = 'none' | 'stacked' | 'chroma';

export interface ChromaKey {
  /** `#rrggbb` */
  color: string;
  /** Distances of chroma, 1 is from the key to any grey: up to the first all is seen through, over the second it fades in. */
  similarity: number;
  smoothness: number;
  /** Share of the key colour's tint that is taken out of what stays, 0..1. */
  spill: number;
}

export interface CallToAction {
  label: string;
  /** http, https, mailto or tel. */
  url: string;
  /** Seconds into the video; null: when it has ended. */
  at: number | null;
}

export interface MarkerSettings extends PlacementSettings {
  autoplay: boolean;
  loop: boolean;
  muted: boolean;
  alpha: Transparency;
  chromaKey: ChromaKey | null;
  /** The video takes on the light and colour of the scene. */
  adaptLight: boolean;
  /** What the video does when the picture leaves the view: it waits, or goes on upon the screen. */
  onLoss: 'pause' | 'peel';
  callToAction: CallToAction | null;
}

/** What one tracking engine downloads: `baseUrl` followed by each ending in `files`. */
export interface EngineFiles {
  baseUrl: string;
  files: string[];
}

export interface Marker {
  id: string;
  /** Pixels of the picture that was published. */
  width: number;
  height: number;
  engines: Record<string, EngineFiles | undefined>;
  settings: Partial<MarkerSettings>;
}

export interface Rendition {
  url: string;
  height: number;
  width: number;
}

export interface Video {
  id: string;
  renditions: Rendition[];
  posterUrl?: string | null;
  /** Seconds. */
  duration: number;
  /** Null where the settings say how it lies. */
  fit?: VideoPlace | null;
  captions?: Captions[];
}

export interface Captions {
  /** BCP 47. */
  language: string;
  label: string;
  /** A WebVTT file. */
  url: string;
}

/** One picture to look for, and what plays on it. */
export interface Target {
  marker: Marker;
  videos: Video[];
  imageUrl?: string | null;
  imageThumbnailUrl?: string | null;
}

export type LinkState = 'live' | 'paused' | 'preparing' | 'scheduled' | 'expired' | 'limit' | 'restricted' | 'password';

/** `marker`, `videos` and the pictures are those of the first target. */
export interface Link {
  id: string;
  slug: string;
  state: LinkState;
  title?: string | null;
  marker: Marker | null;
  videos: Video[];
  imageUrl?: string | null;
  imageThumbnailUrl?: string | null;
  /** All pictures of the link; without it there is the one. */
  targets?: Target[];
  telemetryToken?: string | null;
  /** RFC 3339: when a scheduled link opens. */
  opensAt?: string | null;
  /** Where the owner sends those for whom the link is closed. */
  fallback?: { url: string; label?: string | null } | null;
}

export type ViewEventType =
  | 'view_started'
  | 'marker_detected'
  | 'marker_lost'
  | 'video_started'
  | 'video_paused'
  | 'video_progress'
  | 'video_completed'
  | 'video_replayed'
  | 'cta_clicked'
  | 'camera_denied'
  | 'unsupported'
  | 'session_ended';

export interface ViewEvent {
  linkId: string;
  sessionId: string;
  eventId: string;
  eventType: ViewEventType;
  /** RFC 3339, the viewer's clock. */
  occurredAt: string;
  token?: string;
  metadata: Record<string, unknown>;
}
