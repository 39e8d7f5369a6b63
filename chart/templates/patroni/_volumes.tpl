{{/* Volumes of the members' pods beside the data; guards.yaml refuses their names. */}}
{{- define "patroni.memberVolumes" -}}
- name: config
  configMap: { name: {{ include "patroni.configFileName" . }} }
- { name: run, emptyDir: {} }
- { name: tmp, emptyDir: {} }
# Parallel queries share memory there; the container's own 64 MiB are soon full.
- name: shared-memory
  emptyDir:
    medium: Memory
    {{- with .Values.pod.sharedMemorySize }}
    sizeLimit: {{ . }}
    {{- end }}
{{- end -}}

{{/* Where the PostgreSQL container has them; the guards refuse their paths. */}}
{{- define "patroni.memberVolumeMounts" -}}
- { name: data, mountPath: /var/lib/postgresql/data }
{{- if .Values.storage.wal.enabled }}
- { name: wal, mountPath: /var/lib/postgresql/wal }
{{- end }}
- { name: config, mountPath: /etc/patroni, readOnly: true }
- { name: run, mountPath: /run/postgresql }
- { name: tmp, mountPath: /tmp }
- { name: shared-memory, mountPath: /dev/shm }
{{- end -}}

{{/* What a member claims. Call with a dict of `root`, `name` and `volume` (size and storageClass). */}}
{{- define "patroni.claimTemplate" -}}
{{- $storage := .root.Values.storage -}}
metadata:
  name: {{ .name }}
  labels:
    {{- include "patroni.selectorLabels" .root | nindent 4 }}
    {{- with $storage.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with $storage.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  accessModes: {{- default (list "ReadWriteOnce") $storage.accessModes | toYaml | nindent 4 }}
  {{- with .volume.storageClass }}
  storageClassName: {{ . }}
  {{- end }}
  {{- with .volume.selector }}
  selector:
    matchLabels: {{- toYaml . | nindent 6 }}
  {{- end }}
  resources: { requests: { storage: {{ .volume.size }} } }
{{- end -}}
