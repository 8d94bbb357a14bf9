"""The table of contents of the system: which function handles which command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from application import captions, commands, fitting, links, markers, media, projects
from application.streams import Streams
from domain.event import Event

Handler = Callable[[Streams, Any], list[Event]]

HANDLERS: dict[type[commands.Command], Handler] = {
    commands.CreateProject: projects.create_project,
    commands.EditProject: projects.edit_project,
    commands.DeleteProject: projects.delete_project,
    commands.RestoreProject: projects.restore_project,
    commands.UploadMedia: media.upload_media,
    commands.RecordMediaProcessed: media.record_media_processed,
    commands.RejectMedia: media.reject_media,
    commands.FailMedia: media.fail_media,
    commands.RequestMediaProcessing: media.request_media_processing,
    commands.DeleteMedia: media.delete_media,
    commands.AddCaptions: captions.add_captions,
    commands.RemoveCaptions: captions.remove_captions,
    commands.RequestMarker: markers.request_marker,
    commands.RecordMarkerGenerated: markers.record_marker_generated,
    commands.RejectMarker: markers.reject_marker,
    commands.FailMarker: markers.fail_marker,
    commands.RecordMarkerProved: markers.record_marker_proved,
    commands.FailMarkerProof: markers.fail_marker_proof,
    commands.RecordMarkerAdvised: markers.record_marker_advised,
    commands.FailMarkerAdvice: markers.fail_marker_advice,
    commands.RecordMarkerFitted: fitting.record_marker_fitted,
    commands.RefuseMarkerFit: fitting.refuse_marker_fit,
    commands.FailMarkerFit: fitting.fail_marker_fit,
    commands.RequestMarkerGeneration: markers.request_marker_generation,
    commands.ChangeMarkerSettings: markers.change_marker_settings,
    commands.DeleteMarker: markers.delete_marker,
    commands.PublishLink: links.publish_link,
    commands.ChangeLink: links.change_link,
    commands.DeleteLink: links.delete_link,
}
