# Debian as mmdebstrap made it, under the name that the other Dockerfiles build on.
FROM scratch
ADD root.tar /
CMD ["bash"]
