package dev.pictor.images;

import dev.pictor.storage.OwnerId;
import dev.pictor.storage.Repeats.Known;
import dev.pictor.storage.ResultName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What was made for a job and may be given to equal ones, by contents: it outlives the names of
/// the first job's pictures.
///
/// @param provider who made it
/// @param used what it was made with
record CachedResult(String provider, List<ImageResult.Used> used, List<Pair> pictures) {
  /// A picture with its small copy.
  ///
  /// @param type as of [ImageResult.Artifact]
  record Pair(String type, Known picture, Known preview) {
    private static String ending(Known known) {
      return "." + known.mediaType().substring(known.mediaType().indexOf('/') + 1);
    }
  }

  /// What the job's objects are called, and what is in them: each picture, then its preview.
  Map<ResultName, Known> objects(UUID job, int attempt) {
    var objects = new LinkedHashMap<ResultName, Known>();
    for (int i = 0; i < pictures.size(); i++) {
      Pair pair = pictures.get(i);
      objects.put(new ResultName(job, attempt, pictureName(i)), pair.picture);
      objects.put(new ResultName(job, attempt, previewName(i)), pair.preview);
    }
    return objects;
  }

  private String pictureName(int index) {
    return "image-" + (index + 1) + Pair.ending(pictures.get(index).picture);
  }

  private String previewName(int index) {
    return "preview-" + (index + 1) + Pair.ending(pictures.get(index).preview);
  }

  /// The result of a job that these pictures are given to.
  ///
  /// @param ids of the artifacts, as many as there are pictures
  ImageResult given(OwnerId owner, UUID job, int attempt, List<String> ids) {
    var artifacts = new ArrayList<ImageResult.Artifact>();
    for (int i = 0; i < pictures.size(); i++) {
      Known picture = pictures.get(i).picture;
      var name = new ResultName(job, attempt, pictureName(i));
      var preview = new ResultName(job, attempt, previewName(i));
      artifacts.add(
          new ImageResult.Artifact(
              ids.get(i),
              pictures.get(i).type,
              name.of(owner).value(),
              preview.of(owner).value(),
              picture.width(),
              picture.height(),
              picture.size(),
              picture.mediaType(),
              picture.sha256()));
    }
    return new ImageResult(artifacts, provider, used, 0, List.of(), true, null);
  }
}
