{{/* The members' pod template. All that is in it rolls the members by role when it changes. */}}
{{- define "patroni.podTemplate" -}}
metadata:
  labels:
    {{- include "patroni.memberLabels" . | nindent 4 }}
    {{- include "patroni.meshLabels" . | nindent 4 }}
  annotations:
    kubectl.kubernetes.io/default-container: patroni
    # Configuration is read at start, so a change of it has to roll.
    patroni-istio/config-checksum: {{ include "patroni.config" . | sha256sum }}
    # What verify asks Postgres for: Patroni leaves out what it takes for invalid, and only its log says so.
    patroni-istio/parameters: {{ include "patroni.localParameters" . | fromJson | keys | sortAlpha | join "," | quote }}
    {{- include "patroni.meshAnnotations" . | nindent 4 }}
spec:
  serviceAccountName: {{ include "patroni.fullname" . }}
  # Patroni's settings must come from patroni.yaml, not from variables that Kubernetes makes of Service names.
  enableServiceLinks: false
  # A shutdown checkpoint and the last WAL for the replicas have to fit in.
  terminationGracePeriodSeconds: {{ include "patroni.terminationGraceSeconds" . }}
  {{- include "patroni.imagePullSecrets" . | nindent 2 }}
  securityContext: {{- include "patroni.podSecurityContext" . | nindent 4 }}
  topologySpreadConstraints: {{- include "patroni.topologySpread" . | nindent 4 }}
  {{- with .Values.scheduling.nodeSelector }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.scheduling.tolerations }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.scheduling.affinity }}
  affinity: {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: patroni
      image: {{ include "patroni.memberImage" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args: [/etc/patroni/patroni.yaml]
      env: {{- include "patroni.memberEnv" . | nindent 8 }}
      ports:
        - { name: postgresql, containerPort: 5432 }
        - { name: patroni, containerPort: 8008 }
      {{- include "patroni.probes" . | nindent 6 }}
      resources: {{- toYaml .Values.resources | nindent 8 }}
      securityContext: {{- include "patroni.containerSecurityContext" . | nindent 8 }}
      volumeMounts:
        - { name: data, mountPath: /var/lib/postgresql/data }
        - { name: config, mountPath: /etc/patroni, readOnly: true }
        - { name: run, mountPath: /run/postgresql }
        - { name: tmp, mountPath: /tmp }
        - { name: shared-memory, mountPath: /dev/shm }
  volumes:
    - name: config
      configMap: { name: {{ include "patroni.configFileName" . }} }
    - { name: run, emptyDir: {} }
    - { name: tmp, emptyDir: {} }
    # Parallel queries share memory there; the container's own 64 MiB are soon full.
    - { name: shared-memory, emptyDir: { medium: Memory } }
{{- end -}}

{{- define "patroni.terminationGraceSeconds" -}}300{{- end -}}
