{{/* What the pods of all three Jobs and of `helm test` have in common. They reach members by port-forward, never
     through the mesh, and so have no sidecar. */}}

{{- /* Call with a dict of `root` and `component`; `inMesh` where the pod is in the mesh as the members are. */ -}}
{{- define "patroni.jobLabels" -}}
{{ include "patroni.selectorLabels" .root }}
app.kubernetes.io/component: {{ .component }}
{{ include (ternary "patroni.clientMeshLabels" "patroni.noMeshLabels" (default false .inMesh)) .root }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Call with a dict of `root`, `account`, `arguments` (a list) and `passwords` (keys of the Secret, may be empty); `noApi` where it asks
     Kubernetes nothing. */}}
{{- define "patroni.jobPodSpec" -}}
{{- $values := .root.Values -}}
restartPolicy: Never
serviceAccountName: {{ .account }}
{{- if .noApi }}
automountServiceAccountToken: false
{{- end }}
enableServiceLinks: false
terminationGracePeriodSeconds: 30
{{- include "patroni.imagePullSecrets" .root }}
securityContext: {{- include "patroni.overridden" (dict "own" (include "patroni.ownJobSecurityContext" .root) "given" $values.hook.securityContext) | nindent 2 }}
{{- with $values.hook.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.hook.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $values.hook.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
containers:
  - name: patroni-istio
    image: {{ include "patroni.hookImage" .root | quote }}
    imagePullPolicy: {{ $values.hook.image.pullPolicy }}
    args: {{- toYaml .arguments | nindent 6 }}
    resources: {{- toYaml $values.hook.resources | nindent 6 }}
    securityContext: {{- include "patroni.overridden" (dict "own" (include "patroni.containerSecurityContext" .root) "given" $values.hook.containerSecurityContext) | nindent 6 }}
    {{- if .passwords }}
    volumeMounts:
      - { name: credentials, mountPath: /etc/patroni-istio/credentials, readOnly: true }
    {{- end }}
{{- if .passwords }}
volumes:
  - name: credentials
    secret:
      secretName: {{ include "patroni.secretName" .root }}
      # A missing Secret or key is said in words by the tool; without this the pod would only not start.
      optional: true
      defaultMode: 0440
      items:
        {{- range .passwords }}
        - { key: {{ . }}, path: {{ . }} }
        {{- end }}
{{- end }}
{{- end -}}

{{- define "patroni.ownJobSecurityContext" -}}
runAsNonRoot: true
{{- include "patroni.ownUser" (dict "root" . "id" 65532) }}
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{/* The Job's fields that never differ: a failed try is the answer, except when the node took the pod away. */}}
{{- define "patroni.jobOnce" -}}
backoffLimit: 0
podFailurePolicy:
  rules:
    - action: Ignore
      onPodConditions: [{ type: DisruptionTarget, status: "True" }]
{{- end -}}

{{/* Arguments of the command line that all commands share. */}}
{{- define "patroni.jobTarget" -}}
{{- list "--namespace" .Release.Namespace "--name" (include "patroni.fullname" .) "--release" .Release.Name | toJson -}}
{{- end -}}
