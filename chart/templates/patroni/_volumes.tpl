{{/* Volumes of the members' pods beside the data; guards.yaml refuses their names. */}}
{{- define "patroni.memberVolumes" -}}
- name: config
  configMap: { name: {{ include "patroni.configFileName" . }} }
- { name: run, emptyDir: {} }
- { name: tmp, emptyDir: {} }
# Parallel queries share memory there; the container's own 64 MiB are soon full.
- { name: shared-memory, emptyDir: { medium: Memory } }
{{- end -}}
