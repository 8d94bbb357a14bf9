/** Everything that the visitor can do, the dearest first: what has no room in the bar is under "more". */
import { canRecord } from '../../capture/recorder';
import type { Player } from '../../player/player';
import type { Strings } from '../../strings';
import * as fullScreen from '../full-screen';
import type { Action } from './button';
import type { Filming } from './filming';

/** The camera's lamp and lenses, as far as the visitor turns them. */
export interface CameraControls {
  abilities(): { torch: boolean; lenses: number };
  readonly torch: boolean;
  setTorch(on: boolean): Promise<void>;
  switchLens(): Promise<void>;
}

export interface ActionParts {
  strings: Strings;
  player: Player;
  camera: CameraControls | null;
  filming: Filming | null;
  /** Where the video element itself is to be seen. */
  visible: boolean;
  onShare: (() => void) | null;
  /** The way back to the camera, where there was or may be one. */
  onCamera: (() => void) | null;
  onChange: () => void;
}

export function playAction({ strings, player }: ActionParts): Action {
  return {
    name: 'play',
    icon: () => (player.playing ? 'pause' : player.atEnd ? 'replay' : 'play'),
    label: () => (player.playing ? strings.pause : player.atEnd ? strings.replay : strings.play),
    act: () => player.toggle(),
  };
}

/** Captions have a button of their own kind: it may open a list. */
export function actions(parts: ActionParts): Action[] {
  return [...filmActions(parts), ...videoActions(parts), ...cameraActions(parts), ...pageActions(parts)];
}

export function soundAction({ strings, player }: ActionParts): Action {
  return {
    name: 'sound',
    icon: () => (player.video.muted ? 'soundOff' : 'soundOn'),
    label: () => (player.video.muted ? strings.soundOn : strings.soundOff),
    act: () => player.toggleSound(),
  };
}

function filmActions({ strings, filming }: ActionParts): Action[] {
  if (!filming) return [];
  const photo: Action = { name: 'photo', icon: () => 'photo', label: () => strings.photo, act: () => filming.photo() };
  const record: Action = {
    name: 'record',
    icon: () => (filming.recording ? 'stop' : 'record'),
    label: () => (filming.recording ? strings.recordStop : strings.record),
    act: () => filming.toggleRecording(),
  };
  return canRecord() ? [photo, record] : [photo];
}

function videoActions({ strings, player }: ActionParts): Action[] {
  return [
    { name: 'next', icon: () => 'next', label: () => strings.next, offered: () => player.count > 1, act: () => player.next() },
    { name: 'replay', icon: () => 'replay', label: () => strings.replay, act: () => player.replay() },
  ];
}

function cameraActions({ strings, camera, onChange }: ActionParts): Action[] {
  if (!camera) return [];
  const after = (work: Promise<void>): void => void work.catch(() => undefined).then(onChange);
  return [
    {
      name: 'torch',
      icon: () => 'torch',
      label: () => strings.torch,
      pressed: () => camera.torch,
      offered: () => camera.abilities().torch,
      act: () => after(camera.setTorch(!camera.torch)),
    },
    {
      name: 'lens',
      icon: () => 'lens',
      label: () => strings.lens,
      offered: () => camera.abilities().lenses > 1,
      act: () => after(camera.switchLens()),
    },
  ];
}

function pageActions({ strings, player, visible, onShare, onCamera }: ActionParts): Action[] {
  // A phone's own full screen would show a mask or a key colour.
  const video = visible && player.settings.alpha === 'none' ? player.video : null;
  const full: Action = {
    name: 'fullScreen',
    icon: () => (fullScreen.isFull() ? 'fullScreenEnd' : 'fullScreen'),
    label: () => (fullScreen.isFull() ? strings.fullScreenEnd : strings.fullScreen),
    offered: () => fullScreen.canEnter(video),
    act: () => fullScreen.toggle(video),
  };
  const share: Action[] = onShare ? [{ name: 'share', icon: () => 'share', label: () => strings.share, act: onShare }] : [];
  const camera: Action[] = onCamera ? [{ name: 'camera', icon: () => 'photo', label: () => strings.useCamera, act: onCamera }] : [];
  return [full, ...share, ...camera];
}
