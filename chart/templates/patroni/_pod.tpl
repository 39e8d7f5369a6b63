{{/* The members' pod template. All that is in it rolls the members by role when it changes. */}}
{{- define "patroni.podTemplate" -}}
metadata:
  labels:
    {{- include "patroni.memberLabels" . | nindent 4 }}
    {{- include "patroni.meshLabels" . | nindent 4 }}
    {{- with merge (dict) (default (dict) .Values.pod.labels) (default (dict) .Values.commonLabels) }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    {{- include "patroni.ownPodAnnotations" . | nindent 4 }}
    {{- with .Values.pod.annotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "patroni.accountName" . }}
  # Patroni's settings must come from patroni.yaml, not from variables that Kubernetes makes of Service names.
  enableServiceLinks: false
  # A shutdown checkpoint and the last WAL for the replicas have to fit in.
  terminationGracePeriodSeconds: {{ .Values.pod.terminationGracePeriodSeconds }}
  {{- with include "patroni.imagePullSecrets" . | trim }}{{ . | nindent 2 }}{{ end }}
  securityContext: {{- include "patroni.podSecurityContext" . | nindent 4 }}
  {{- with include "patroni.topologySpread" . | trim }}
  topologySpreadConstraints: {{- . | nindent 4 }}
  {{- end }}
  {{- with .Values.scheduling.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with .Values.scheduling.nodeSelector }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.scheduling.tolerations }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with include "patroni.affinity" . }}
  affinity: {{- . | nindent 4 }}
  {{- end }}
  {{- with .Values.pod.initContainers }}
  initContainers: {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: patroni
      image: {{ include "patroni.memberImage" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args: [/etc/patroni/patroni.yaml]
      env: {{- include "patroni.memberEnv" . | nindent 8 }}
        {{- with .Values.pod.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with .Values.pod.extraEnvFrom }}
      envFrom: {{- toYaml . | nindent 8 }}
      {{- end }}
      ports:
        - { name: postgresql, containerPort: 5432 }
        - { name: patroni, containerPort: 8008 }
      {{- include "patroni.probes" . | nindent 6 }}
      resources: {{- toYaml .Values.resources | nindent 8 }}
      securityContext: {{- include "patroni.memberSecurityContext" . | nindent 8 }}
      volumeMounts:
        {{- include "patroni.memberVolumeMounts" . | nindent 8 }}
        {{- with .Values.pod.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    {{- with .Values.pod.sidecars }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    {{- include "patroni.memberVolumes" . | nindent 4 }}
    {{- with .Values.pod.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
