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

export interface MarkerSettings extends PlacementSettings {
  autoplay: boolean;
  loop: boolean;
  muted: boolean;
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
}

export interface Link {
  id: string;
  slug: string;
  state: 'live' | 'paused' | 'preparing';
  title?: string | null;
  marker: Marker | null;
  videos: Video[];
  imageUrl?: string | null;
  imageThumbnailUrl?: string | null;
  telemetryToken?: string | null;
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
